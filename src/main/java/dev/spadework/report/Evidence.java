package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Aside;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.Gates;
import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a pull request says of how it came to be. GitHub Markdown. */
public final class Evidence {
  private static final int EXCERPT = 40;
  private static final int LINE = 200;

  private Evidence() {}

  /**
   * The body of the pull request of this task; to be redacted like all that leaves.
   *
   * @param names what people are called; shown as code, so that nobody of that name is called
   */
  public static String body(Task task, List<Entry> entries, Names names) {
    List<String> parts = new ArrayList<>();
    task.delivery()
        .summary()
        .filter(summary -> !summary.text().isBlank())
        .ifPresent(summary -> parts.add(Markdown.text(summary.text())));
    parts.add(asked(task, names));
    task.delivery().finished().ifPresent(finished -> parts.add(changes(finished)));
    proof(task).ifPresent(parts::add);
    parts.add(tests(task, entries));
    task.plan().ifPresent(plan -> parts.add(plan(plan, task)));
    scope(task).ifPresent(parts::add);
    decisions(task, names).ifPresent(parts::add);
    List<String> commands = Commands.words(entries);
    if (!commands.isEmpty()) {
      parts.add(section("commands", bullets(commands)));
    }
    task.delivery().finished().ifPresent(finished -> parts.add(risks(finished)));
    WithheldWords.of(task, "evidence.withheld").ifPresent(parts::add);
    parts.add(say("evidence.footer", "task", Code.of(task.id()), "spend", Outcome.spend(task)));
    return String.join("\n\n", parts) + "\n";
  }

  private static String asked(Task task, Names names) {
    String by =
        say(
            "evidence.by",
            "who",
            Code.of(names.of(task.request().by())),
            "repo",
            Code.of(task.request().repo()));
    return section("asked", Markdown.quote(task.request().text()) + "\n\n" + by);
  }

  private static String changes(DeliveryEvent.Finished finished) {
    List<String> lines =
        finished.changes().stream()
            .map(
                change ->
                    say(
                        "evidence.change",
                        "path",
                        Code.of(change.path()),
                        "what",
                        Markdown.line(change.what()),
                        "added",
                        change.added(),
                        "deleted",
                        change.deleted()))
            .toList();
    String body = lines.isEmpty() ? say("outcome.changed.none") : bullets(lines);
    String rest = besides(finished);
    return section("changes", rest.isEmpty() ? body : Markdown.text(rest) + "\n\n" + body);
  }

  /** What the summary says beside the lines that stand in the list anyway. */
  private static String besides(DeliveryEvent.Finished finished) {
    return finished
        .summary()
        .lines()
        .filter(
            line ->
                finished.changes().stream()
                    .noneMatch(
                        change ->
                            !change.what().isBlank()
                                && line.contains(Code.last(change.path()))
                                && line.contains(change.what())))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  private static String tests(Task task, List<Entry> entries) {
    String base = task.base().map(TaskEvent.BasePinned::commit).orElse("");
    String tree = task.delivery().commit().map(DeliveryEvent.Committed::tree).orElse("");
    Optional<TestRun> run = task.testing().on(tree);
    StringBuilder table =
        new StringBuilder(say("evidence.table")).append("\n| --- | --- | --- | --- |\n");
    task.testing()
        .baseline()
        .ifPresent(before -> table.append(row(say("evidence.before"), before)).append('\n'));
    run.ifPresent(after -> table.append(row(say("evidence.after"), after)).append('\n'));
    List<String> lines = new ArrayList<>();
    lines.add(table.toString());
    DetectedWords.of(entries).ifPresent(lines::add);
    lines.add(verdict(task, run));
    if (!tree.isEmpty()) {
      lines.add(
          say(
              run.isPresent() ? "evidence.tree.same" : "evidence.tree.untested",
              "tree",
              Code.of(tree),
              "base",
              Code.of(base)));
    }
    run.filter(TestRun::red).ifPresent(red -> lines.add(failing(task, red)));
    return section("tests", String.join("\n\n", lines));
  }

  /** The verdict of the playbook, with its numbers. */
  private static Optional<String> proof(Task task) {
    return ProofWords.verdict(task)
        .map(
            verdict -> {
              List<String> lines = ProofWords.of(task).map(ProofWords::lines).orElse(List.of());
              return section(
                  "proof", lines.isEmpty() ? verdict : verdict + "\n\n" + bullets(lines));
            });
  }

  private static String row(String when, TestRun run) {
    return say(
        "evidence.row",
        "when",
        when,
        "command",
        Code.of(run.command()).replace("|", "\\|"),
        "result",
        TestWords.result(run),
        "time",
        Durations.words(java.time.Duration.ofMillis(run.millis())));
  }

  private static String verdict(Task task, Optional<TestRun> run) {
    if (run.isEmpty()) {
      return say("evidence.verdict.untested");
    }
    return switch (run.get().verdict()) {
      case PASSED -> say("evidence.verdict.passed");
      case COULD_NOT_RUN -> say("evidence.verdict.blocked");
      default ->
          say(task.testing().worse(run.get()) ? "evidence.verdict.red" : "evidence.verdict.known");
    };
  }

  private static String failing(Task task, TestRun run) {
    List<TestRun.Failure> fresh =
        task.testing().baseline().map(run::newSince).orElse(run.failures());
    if (!fresh.isEmpty()) {
      return say("evidence.failing")
          + "\n\n"
          + bullets(TestWords.failures(fresh).stream().map(Markdown::line).toList());
    }
    List<String> lines = Code.lines(run.excerpt(), EXCERPT, LINE);
    return lines.isEmpty() ? say("evidence.nolines") : Code.block(String.join("\n", lines));
  }

  private static String plan(Plan plan, Task task) {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      Plan.Step step = plan.steps().get(i);
      String files = step.files().isEmpty() ? "" : " — " + Code.list(step.files(), 20);
      String mark = task.stepsDone().contains(i + 1) ? "[x] " : "[ ] ";
      steps.add(mark + Markdown.line(step.title()) + files);
    }
    List<String> lines = new ArrayList<>();
    lines.add(Markdown.text(plan.summary()));
    lines.add(bullets(steps));
    if (!plan.assumptions().isEmpty()) {
      String assumed =
          plan.assumptions().stream()
              .map(Markdown::line)
              .collect(Collectors.joining("; "))
              .replace(".; ", "; ");
      lines.add(say("gate.plan.assumptions", "assumptions", assumed));
    }
    return section("plan", String.join("\n\n", lines));
  }

  /** What the plan named, against what changed. */
  private static Optional<String> scope(Task task) {
    if (task.plan().isEmpty() || task.delivery().finished().isEmpty()) {
      return Optional.empty();
    }
    List<String> changed =
        task.delivery().finished().get().changes().stream()
            .map(DeliveryEvent.ChangedFile::path)
            .toList();
    List<String> beyond = task.plan().get().beyond(changed);
    List<String> untouched =
        task.plan().get().files().stream().filter(path -> !changed.contains(path)).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        beyond.isEmpty()
            ? say("evidence.scope.all", "files", changed.size())
            : say("evidence.scope.beyond", "files", Code.list(beyond, 20)));
    if (!untouched.isEmpty()) {
      lines.add(say("evidence.scope.untouched", "files", Code.list(untouched, 20)));
    }
    return Optional.of(section("scope", bullets(lines)));
  }

  private static Optional<String> decisions(Task task, Names names) {
    List<String> lines = new ArrayList<>();
    for (Gates.Settled settled : task.gates().settled()) {
      TaskEvent.Decided decided = settled.decided();
      String why =
          Optional.ofNullable(task.asides().reasons().get(settled.gate().id()))
              .map(Aside.Reasoned::text)
              .orElse(decided.text());
      String text = why.isBlank() ? "" : ": " + Markdown.line(why);
      lines.add(
          say(
              "evidence.decision",
              "question",
              Markdown.line(settled.gate().question()),
              "choice",
              decided.choice().label(),
              "who",
              Code.of(names.of(decided.by())),
              "text",
              text));
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(section("decisions", bullets(lines)));
  }

  private static String risks(DeliveryEvent.Finished finished) {
    return section(
        "risks",
        finished.risks().isEmpty()
            ? say("evidence.risks.none")
            : bullets(finished.risks().stream().map(Markdown::line).toList()));
  }

  private static String section(String name, String body) {
    return "### " + say("evidence.section." + name) + "\n\n" + body.strip();
  }

  private static String bullets(List<String> lines) {
    return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
  }
}
