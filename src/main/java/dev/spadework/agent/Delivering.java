package dev.spadework.agent;

import dev.spadework.context.Hidden;
import dev.spadework.forge.Forge;
import dev.spadework.forge.ForgeException;
import dev.spadework.forge.Proposal;
import dev.spadework.forge.PullRequest;
import dev.spadework.llm.Prompt;
import dev.spadework.llm.Thinking;
import dev.spadework.llm.Turn;
import dev.spadework.redact.Redactor;
import dev.spadework.report.CommitText;
import dev.spadework.report.Evidence;
import dev.spadework.report.Names;
import dev.spadework.report.Question;
import dev.spadework.report.Questions;
import dev.spadework.report.ReviewCard;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.DeliveryEvent.ChangedFile;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Next;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import dev.spadework.workspace.Author;
import dev.spadework.workspace.Diff;
import dev.spadework.workspace.WorkspaceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** From a finished change to its pull request; each stage is in the record before the next. */
final class Delivering {
  private static final Author AUTHOR = new Author("Spadework", "spadework@users.noreply.invalid");
  private static final int TITLE = 72;

  /** Characters of the diff beside what was said of each file: a title needs no more. */
  private static final int DIFF_SHOWN = 1_200;

  private final Calls calls;
  private final Forges forges;
  private final Redactor redactor;
  private final AgentSettings settings;
  private final Names names;

  Delivering(Calls calls, Forges forges, Redactor redactor, AgentSettings settings, Names names) {
    this.calls = calls;
    this.forges = forges;
    this.redactor = redactor;
    this.settings = settings;
    this.names = names;
  }

  void advance(Notebook notebook, Site site, Next.Stage stage)
      throws Trouble, InterruptedException {
    try {
      switch (stage) {
        case WRAP_UP -> wrapUp(notebook, site);
        case SUMMARISE -> summarise(notebook, site);
        case COMMIT -> commit(notebook, site);
        case PUSH -> push(notebook, site);
        case OPEN -> open(notebook, site);
      }
    } catch (WorkspaceException e) {
      throw Faults.of(e);
    } catch (ForgeException e) {
      throw Faults.of(e);
    }
  }

  /** A person wants what there is: nobody has summed it up, and the evidence says what is red. */
  private static void wrapUp(Notebook notebook, Site site)
      throws WorkspaceException, InterruptedException {
    String tree = site.tree().snapshot();
    List<ChangedFile> changes =
        Changes.of(site.tree(), notebook.task(), "").stream()
            .map(
                c ->
                    new ChangedFile(
                        c.path(),
                        "not described, because the work was not finished",
                        c.added(),
                        c.deleted()))
            .toList();
    notebook.write(
        new DeliveryEvent.Finished(
            "",
            changes,
            List.of(
                notebook.task().testing().green(tree)
                    ? "The proof of its kind is missing; a person asked for it as it is."
                    : "The tests do not pass; a person asked for it as it is."),
            tree));
  }

  Prompt summaryPrompt(Notebook notebook, Site site) throws Trouble {
    Task task = notebook.task();
    try {
      Diff diff = diff(task, site);
      String unified = redactor.clean(diff.unified());
      return new Prompt(
          Prompts.page("summary-system.md"),
          List.of(),
          List.of(
              new Turn.Person(
                  Prompts.fill(
                      "summary.md",
                      Map.of(
                          "request", Hidden.strip(task.request().text()),
                          "changes", Fence.of(changes(task)),
                          "diff", Fence.of(ShortDiff.of(unified, DIFF_SHOWN)))))),
          Optional.empty(),
          Thinking.LOW,
          settings.maxOutputTokens());
    } catch (WorkspaceException e) {
      throw Faults.of(e);
    }
  }

  private static String changes(Task task) {
    return task.delivery().finished().orElseThrow().changes().stream()
        .map(change -> change.path() + ": " + change.what())
        .collect(Collectors.joining("\n"));
  }

  /** Whether there is a finished change. */
  static boolean due(Notebook notebook) {
    return notebook.task().delivery().finished().isPresent();
  }

  /** Whether the summary is in the record, and only has to be read. */
  static boolean answered(Notebook notebook) {
    return Calls.kept(notebook, Purpose.SUMMARY, Delivering::startsOver).isPresent();
  }

  private static boolean startsOver(TaskEvent event) {
    return event instanceof DeliveryEvent.Finished;
  }

  private void summarise(Notebook notebook, Site site) throws Trouble, InterruptedException {
    TaskEvent.ModelReplied reply =
        calls.once(
            notebook, Purpose.SUMMARY, summaryPrompt(notebook, site), Delivering::startsOver);
    List<String> lines =
        reply.text().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    String title =
        lines.isEmpty()
            ? notebook.task().plan().orElseThrow().summary()
            : lines.get(0).replaceAll("^[#*\\s]+|[*\\s]+$", "");
    String text = lines.stream().skip(1).collect(Collectors.joining("\n"));
    notebook.write(
        new DeliveryEvent.Summarised(
            oneLine(CommitText.of(tidy(title))), CommitText.of(tidy(text))));
  }

  private String tidy(String text) {
    return redactor.clean(Hidden.strip(text));
  }

  private void commit(Notebook notebook, Site site)
      throws WorkspaceException, InterruptedException {
    Task task = notebook.task();
    DeliveryEvent.Finished finished = task.delivery().finished().orElseThrow();
    Diff diff = diff(task, site);
    DiffText.keep(notebook, finished.tree(), diff.unified(), redactor);
    List<String> findings =
        new ArrayList<>(
            DiffCheck.of(task, site.tree(), finished.tree(), diff, site.repo().guard(), redactor));
    findings.addAll(WithheldFiles.findings(site.tree()));
    boolean review = task.request().approveDiff() || site.repo().review().diff();
    // One card for both: who approves every change sees there what is special about this one.
    Gate.Kind kind = review ? Gate.Kind.REVIEW : Gate.Kind.DIFF;
    if ((review || !findings.isEmpty()) && !approved(task, kind, finished.tree())) {
      Question question =
          review ? ReviewCard.of(task, finished, findings) : Questions.diff(findings);
      notebook.write(new TaskEvent.GateOpened(Gates.open(task, kind, finished.tree(), question)));
      return;
    }
    notebook.write(
        new DeliveryEvent.Committed(make(notebook, site), finished.tree(), task.branch()));
  }

  private static boolean approved(Task task, Gate.Kind kind, String tree) {
    return task.gates()
        .decision(kind, tree)
        .filter(decided -> decided.choice() == Choice.APPROVE)
        .isPresent();
  }

  /** The commit; the same each time, because all that is in it comes from the record. */
  private static String make(Notebook notebook, Site site) throws WorkspaceException {
    Task task = notebook.task();
    DeliveryEvent.Summarised summary = task.delivery().summary().orElseThrow();
    String message =
        summary.title() + "\n\n" + summary.text() + "\n\nSpadework-Task: " + task.id() + "\n";
    Instant when =
        notebook.entries().stream()
            .filter(entry -> entry.event().equals(summary))
            .map(Entry::at)
            .findFirst()
            .orElseThrow();
    return site.tree()
        .commit(task.delivery().finished().orElseThrow().tree(), message, AUTHOR, when);
  }

  private static void push(Notebook notebook, Site site)
      throws WorkspaceException, InterruptedException {
    DeliveryEvent.Committed made = notebook.task().delivery().commit().orElseThrow();
    // Made again, because a tree that was rebuilt after a crash does not have it yet.
    if (!make(notebook, site).equals(made.commit())) {
      throw new IllegalStateException("the commit in the record cannot be made again");
    }
    String there = site.tree().push(made.commit(), made.branch());
    notebook.write(new DeliveryEvent.Pushed(there, made.branch()));
  }

  private void open(Notebook notebook, Site site)
      throws WorkspaceException, ForgeException, InterruptedException {
    Task task = notebook.task();
    DeliveryEvent.Summarised summary = task.delivery().summary().orElseThrow();
    boolean draft = task.delivery().draft() || task.testing().waived();
    Forge forge = forges.of(site.repo());
    PullRequest made =
        forge.open(
            new Proposal(
                task.request().repo(),
                task.branch(),
                task.base().orElseThrow().branch(),
                summary.title(),
                redactor.clean(Evidence.body(task, notebook.entries(), names)),
                draft,
                redactor.clean(diff(task, site).unified())));
    notebook.write(
        new DeliveryEvent.PullRequestOpened(
            task.request().repo(), made.number(), made.url(), summary.title(), draft));
  }

  private static Diff diff(Task task, Site site) throws WorkspaceException {
    return site.tree().diff(task.baseTree(), task.delivery().finished().orElseThrow().tree());
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= TITLE ? line : line.substring(0, TITLE - 1).strip() + "…";
  }
}
