package dev.spadework.agent;

import dev.spadework.context.Layers;
import dev.spadework.context.Recall;
import dev.spadework.context.Snippet;
import dev.spadework.memory.Memory;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The opening of every prompt of a task: stable layers first, each under its budget. */
final class Brief {
  private static final int RULES = 600;
  private static final int FILES = 500;
  private static final int REQUEST = 4_000;
  private static final int LARGEST_RULES = 1 << 16;

  private final Memory memory;
  private final AgentSettings settings;

  Brief(Memory memory, AgentSettings settings) {
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
      return before.get();
    }
    Layers layers = layers(notebook.task(), site);
    String text = layers.render();
    notebook.write(
        new TaskEvent.Briefed(
            text,
            layers.all().stream()
                .map(layer -> new TaskEvent.Layer(layer.name(), layer.tokens()))
                .toList()));
    return text;
  }

  private Layers layers(Task task, Site site) throws Trouble, InterruptedException {
    String request = task.request().text();
    try {
      Recall recall = Recall.over(site.tree().root(), site.tree().filesAtBase());
      String rules = memory.render(memory.rules(task.request().repo(), house(site.tree())), RULES);
      String snippets =
          recall.snippets(request, settings.snippetTokens()).stream()
              .map(Snippet::render)
              .collect(Collectors.joining("\n\n"));
      return Layers.none()
          .with("rules", RULES, titled("brief-rules.md", rules))
          .with("files", FILES, titled("brief-files.md", recall.fileTree(request, FILES)))
          .with("snippets", settings.snippetTokens() + 100, titled("brief-snippets.md", snippets))
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

  private static String titled(String page, String text) {
    return text.isBlank() ? "" : Prompts.fill(page, Map.of("text", text));
  }

  /** The repository's own rules, at the base commit, never from what is being changed. */
  private static Optional<String> house(Tree tree) throws WorkspaceException {
    for (String name :
        Stream.of("AGENTS.md", "CLAUDE.md", ".github/copilot-instructions.md").toList()) {
      Optional<String> text = tree.fileAtBase(name, LARGEST_RULES);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }
}
