package dev.spadework.agent;

import dev.spadework.context.Hidden;
import dev.spadework.context.Index;
import dev.spadework.context.Layers;
import dev.spadework.context.Recall;
import dev.spadework.context.Snippet;
import dev.spadework.memory.Lesson;
import dev.spadework.memory.LessonLines;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Note;
import dev.spadework.memory.NoteLines;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The opening of every prompt of a task: stable layers first, each under its budget. */
final class Brief {
  private static final int RULES = 600;
  private static final int NOTES = 300;
  private static final int FILES = 500;

  private static final int REQUEST = 4_000;
  private static final int WITHHELD = 400;
  private static final int LARGEST_RULES = 1 << 16;

  private final Index index;
  private final Memory memory;
  private final AgentSettings settings;

  Brief(Index index, Memory memory, AgentSettings settings) {
    this.index = index;
    this.memory = memory;
    this.settings = settings;
  }

  /** The opening as it is in the record; made and written down the first time. */
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
    Layers layers = layers(notebook, site);
    String text = layers.render();
    notebook.write(
        new TaskEvent.Briefed(
            text,
            layers.all().stream()
                .map(layer -> new TaskEvent.Layer(layer.name(), layer.tokens()))
                .toList()));
    return text;
  }

  /** An opening from the record, without what people have asked to forget since. */
  String present(String opening) {
    return memory.withoutForgotten(opening);
  }

  private Layers layers(Notebook notebook, Site site) throws Trouble, InterruptedException {
    Task task = notebook.task();
    String request = Hidden.strip(task.request().text());
    Enclosed enclosed = Enclosed.of(notebook);
    // A stack trace names the files that matter better than most requests do.
    String sought = (request + "\n" + enclosed.telling()).strip();
    try {
      Recall recall = index.recall(site.tree().repository(), new BaseMaterial(site.tree().base()));
      String rules = memory.render(memory.rules(task.request().repo(), house(site.tree())), RULES);
      List<Snippet> found = recall.snippets(sought, settings.snippetTokens());
      String snippets = found.stream().map(Snippet::render).collect(Collectors.joining("\n\n"));
      List<Note> notes = notes(task, found);
      List<Lesson> lessons = lessons(notebook, sought);
      return Layers.none()
          .with("rules", RULES, titled("brief-rules.md", rules))
          .with(named(notes), NOTES + 100, titled("brief-notes.md", NoteLines.of(notes)))
          .with(
              "lessons",
              LessonRecall.TOKENS + 100,
              titled("brief-lessons.md", LessonLines.of(lessons)))
          .with(
              "files", FILES + 50, fenced("brief-files.md", recall.fileTree(sought, FILES), FILES))
          .with(
              "snippets",
              settings.snippetTokens() + 100,
              fenced("brief-snippets.md", snippets, settings.snippetTokens() + 50))
          .with("withheld", WITHHELD, WithheldFiles.layer(notebook.task()))
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

  /** The repository's own rules, at the base commit, never from what is being changed. */
  private static Optional<String> house(Tree tree) throws WorkspaceException {
    for (String name :
        Stream.of("AGENTS.md", "CLAUDE.md", ".github/copilot-instructions.md").toList()) {
      Optional<String> text = tree.base().text(name, LARGEST_RULES);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }
}
