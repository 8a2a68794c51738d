package dev.spadework.agent;

import dev.spadework.context.Hidden;
import dev.spadework.context.Index;
import dev.spadework.context.Layers;
import dev.spadework.context.Recall;
import dev.spadework.context.Snippet;
import dev.spadework.context.Tokens;
import dev.spadework.llm.ToolSpec;
import dev.spadework.memory.Lesson;
import dev.spadework.memory.LessonLines;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Note;
import dev.spadework.memory.NoteLines;
import dev.spadework.task.Entry;
import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The openings of a task's prompts: stable layers first, each under its budget. The planner is
 * shown what retrieval found for the request; the worker, who has the plan, of the code only what
 * the plan is about: it is sent again with every turn.
 */
final class Brief {
  private static final int RULES = 600;
  private static final int NOTES = 300;
  private static final int FILES = 500;

  /** Tokens of code for each file there is: of a small repository not a quarter is shown. */
  private static final int PER_FILE = 35;

  /** The worker is shown one part in so many of the planner's tokens of code. */
  private static final int OF_THE_PLAN = 2;

  private static final int REQUEST = 4_000;
  private static final int WITHHELD = 400;
  private static final int KIND = 300;
  private static final int OUTDATED = 2_000;

  private final Index index;
  private final HouseRules house = new HouseRules();
  private final Memory memory;
  private final AgentSettings settings;
  private final List<ToolSpec> tools;

  Brief(Index index, Memory memory, AgentSettings settings, List<ToolSpec> tools) {
    this.index = index;
    this.memory = memory;
    this.settings = settings;
    this.tools = tools;
  }

  /** The planner's opening as it is in the record; made and written down the first time. */
  String of(Notebook notebook, Site site) throws Trouble, InterruptedException {
    Optional<String> before =
        notebook.entries().stream()
            .filter(entry -> entry.event() instanceof TaskEvent.Briefed)
            .map(entry -> ((TaskEvent.Briefed) entry.event()).text())
            .findFirst();
    if (before.isPresent()) {
      return present(before.get());
    }
    if (notebook.task().request().awaits()) {
      throw Trouble.passing("what came with the request", Optional.empty());
    }
    return write(
        notebook, FixedLayers.planner(), layers(notebook, site, Optional.empty()), List.of());
  }

  /** Whether the worker has a plan that nothing was opened for, and was asked nothing yet. */
  static boolean owed(Notebook notebook) {
    boolean owed = false;
    for (Entry entry : notebook.entries()) {
      if (entry.event() instanceof TaskEvent.ModelAsked asked
          && asked.purpose() == TaskEvent.Purpose.WORK) {
        return false;
      } else if (entry.event() instanceof TaskEvent.PlanMade) {
        owed = true;
      } else if (entry.event() instanceof TaskEvent.Briefed) {
        owed = false;
      }
    }
    return owed;
  }

  /** Writes down the worker's opening; it takes the place of the planner's. */
  void forWork(Notebook notebook, Site site) throws Trouble, InterruptedException {
    Plan plan = notebook.task().plan().orElseThrow();
    write(
        notebook,
        FixedLayers.worker(tools),
        layers(notebook, site, Optional.of(plan)),
        List.of(new TaskEvent.Layer("plan", Tokens.of(Transcript.words(plan)))));
  }

  private static String write(
      Notebook notebook, List<TaskEvent.Layer> fixed, Layers layers, List<TaskEvent.Layer> last) {
    String text = layers.render();
    List<TaskEvent.Layer> all = new ArrayList<>(fixed);
    layers.all().forEach(layer -> all.add(new TaskEvent.Layer(layer.name(), layer.tokens())));
    all.addAll(last);
    notebook.write(new TaskEvent.Briefed(text, List.copyOf(all)));
    return text;
  }

  /** An opening from the record, without what people have asked to forget since. */
  String present(String opening) {
    return memory.withoutForgotten(opening);
  }

  private Layers layers(Notebook notebook, Site site, Optional<Plan> plan)
      throws Trouble, InterruptedException {
    Task task = notebook.task();
    String request = Hidden.strip(task.request().text());
    Enclosed enclosed = Enclosed.of(notebook);
    Optional<Playbook> playbook = Playbook.of(task.request().playbook());
    // A stack trace names the files that matter better than most requests do.
    String asked = (request + "\n" + enclosed.telling()).strip();
    String named = (asked + "\n" + playbook.map(Playbook::seeks).orElse("")).strip();
    String sought = plan.map(made -> named + "\n" + Transcript.words(made)).orElse(named);
    try {
      Recall recall = index.recall(site.tree().repository(), new TreeMaterial(site.tree().base()));
      int most = Math.min(settings.snippetTokens(), PER_FILE * site.tree().base().paths().size());
      int tokens = plan.isPresent() ? most / OF_THE_PLAN : most;
      String rules =
          memory.render(memory.rules(task.request().repo(), house.of(site.tree().base())), RULES);
      List<Snippet> found =
          plan.isPresent()
              ? planned(recall, sought, plan.get(), tokens)
              : recall.snippets(sought, tokens);
      String snippets = found.stream().map(Snippet::render).collect(Collectors.joining("\n\n"));
      List<Note> notes = notes(task, found);
      List<Lesson> lessons = lessons(notebook, asked);
      return Layers.none()
          .with("rules", RULES, titled("brief-rules.md", rules))
          .with(named(notes), NOTES + 100, titled("brief-notes.md", NoteLines.of(notes)))
          .with(
              "lessons",
              LessonRecall.TOKENS + 100,
              titled("brief-lessons.md", LessonLines.of(lessons)))
          .with(
              "files",
              FILES + 50,
              plan.isPresent()
                  ? ""
                  : fenced("brief-files.md", recall.fileTree(sought, FILES), FILES))
          .with("snippets", tokens + 100, fenced("brief-snippets.md", snippets, tokens + 50))
          .with("withheld", WITHHELD, WithheldFiles.layer(notebook.task()))
          .with("outdated", OUTDATED, outdated(notebook))
          .with("kind", KIND, playbook.isPresent() ? Prompts.kind(task.request().playbook()) : "")
          .with("background", Enclosed.BACKGROUND + 100, enclosed.background())
          .with("attachments", Enclosed.FILES + 300, enclosed.files())
          .with(
              "request",
              REQUEST,
              Prompts.fill(
                  "brief-request.md",
                  Map.of(
                      "repo", task.request().repo(),
                      "branch", task.base().orElseThrow().branch(),
                      "request", request)));
    } catch (WorkspaceException e) {
      throw Faults.of(e);
    }
  }

  /** Of what is found, the files that the plan names; what is best where it names only new ones. */
  private static List<Snippet> planned(Recall recall, String sought, Plan plan, int tokens) {
    Set<String> named = plan.files();
    for (int asked = OF_THE_PLAN * tokens;
        asked > tokens / OF_THE_PLAN;
        asked -= Math.max(1, tokens / 4)) {
      List<Snippet> found =
          recall.snippets(sought, asked).stream()
              .filter(snippet -> named.contains(snippet.path()))
              .toList();
      if (!found.isEmpty() && found.stream().mapToInt(Snippet::tokens).sum() <= tokens) {
        return found;
      }
    }
    return recall.snippets(sought, tokens);
  }

  private static String outdated(Notebook notebook) {
    return fenced(
        "brief-outdated.md", Fetched.of(notebook).map(Fetched::words).orElse(""), OUTDATED - 100);
  }

  /** Notes that share words with the request, or name the files that it is about. */
  private List<Note> notes(Task task, List<Snippet> found) {
    String about =
        task.request().text()
            + found.stream()
                .map(Snippet::path)
                .distinct()
                .collect(Collectors.joining("\n", "\n", ""));
    return memory
        .notes()
        .map(notes -> notes.matching(task.request().repo(), about, NOTES))
        .orElse(List.of());
  }

  private List<Lesson> lessons(Notebook notebook, String sought) {
    List<Lesson> lessons = new LessonRecall(memory).about(notebook.task(), sought);
    LessonRecall.shown(notebook, lessons);
    return lessons;
  }

  /** The layer says which notes are in it, so that people can see what was used. */
  private static String named(List<Note> notes) {
    return notes.stream().map(Note::name).collect(Collectors.joining(" ", "notes ", "")).strip();
  }

  private static String titled(String page, String text) {
    return text.isBlank() ? "" : Prompts.fill(page, Map.of("text", text));
  }

  private static String fenced(String page, String text, int tokens) {
    return text.isBlank() ? "" : Prompts.fill(page, Map.of("text", Fence.of(text, tokens)));
  }
}
