package dev.spadework.agent;

import dev.spadework.context.Hidden;
import dev.spadework.redact.Redactor;
import dev.spadework.task.Call;
import dev.spadework.task.Gate;
import dev.spadework.task.Next;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Checkpoint;
import dev.spadework.workspace.WorkspaceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Running one tool call. It is in the record before it can have an effect and, with the tree that
 * it left, after; one that was cut off in between is not run again silently.
 */
final class Running {
  private final Toolbox toolbox;
  private final Tester tester;
  private final LessonRecall lessons;
  private final Redactor redactor;

  Running(Toolbox toolbox, Tester tester, LessonRecall lessons, Redactor redactor) {
    this.toolbox = toolbox;
    this.tester = tester;
    this.lessons = lessons;
    this.redactor = redactor;
  }

  void run(Notebook notebook, Site site, Next.Run next) throws Trouble, InterruptedException {
    Call call = next.call();
    Instant start = notebook.now();
    Tool tool = toolbox.find(call.tool()).orElse(null);
    if (tool == null) {
      String text = "There is no tool " + call.tool() + ". The tools are: " + toolbox.names();
      returned(notebook, call, start, Tool.Said.error(text));
      return;
    }
    if (next.begun() && !tool.repeatable()) {
      returned(notebook, call, start, Tool.Said.error(Prompts.page("interrupted.md")));
      return;
    }
    Bench bench = new Bench(notebook, site, tester, new TreeFiles(site.tree().files()), lessons);
    Tool.Said said;
    try {
      Arguments arguments = Arguments.of(call.arguments());
      WithheldFiles.refuse(arguments, site.tree());
      Optional<Gate> gate = tool.asks(call, arguments, bench);
      if (gate.isPresent()) {
        notebook.write(new TaskEvent.GateOpened(gate.get()));
        return;
      }
      if (!next.begun()) {
        begin(notebook, call, tool);
      }
      said = tool.run(call, arguments, bench);
    } catch (Tool.WrongCall e) {
      said = Tool.Said.error(e.getMessage());
    }
    if (!notebook.look().rests()) {
      checkpoint(notebook, site, call, said.error() ? unsure(tool.effect()) : tool.effect());
      returned(notebook, call, start, said);
    }
  }

  /** What may be run again, and changes nothing, need not be in the record while it runs. */
  private static void begin(Notebook notebook, Call call, Tool tool) {
    TaskEvent started = new TaskEvent.ToolStarted(call.id());
    if (tool.repeatable() && tool.effect() == Tool.Effect.NONE) {
      notebook.note(started);
    } else {
      notebook.write(started);
    }
  }

  /** Before the call counts as returned, what it left in the tree is safe in the database. */
  private static void checkpoint(Notebook notebook, Site site, Call call, Tool.Effect effect)
      throws Trouble, InterruptedException {
    if (effect == Tool.Effect.NONE) {
      return;
    }
    try {
      String last =
          notebook
              .task()
              .checkpoint()
              .map(TaskEvent.Checkpointed::tree)
              .orElse(notebook.task().baseTree());
      // Looking at the tree is most of what a call costs: what surely changed it is looked at once.
      if (effect == Tool.Effect.PERHAPS && site.tree().snapshot().equals(last)) {
        return;
      }
      Checkpoint checkpoint = kept(site, last, call, effect);
      if (checkpoint.tree().equals(last)) {
        return;
      }
      Optional<TaskEvent.Checkpointed> before = notebook.task().checkpoint();
      String blob = notebook.task().id() + "/tree-" + checkpoint.tree();
      notebook.keep(blob, checkpoint.pack());
      notebook.note(new TaskEvent.Checkpointed(checkpoint.tree(), blob));
      // With the new one: until it is in the record, the old one is the one that counts.
      before
          .map(TaskEvent.Checkpointed::blob)
          .filter(b -> !b.equals(blob))
          .ifPresent(notebook::drop);
    } catch (WorkspaceException e) {
      throw Faults.of(e);
    }
  }

  private static Checkpoint kept(Site site, String last, Call call, Tool.Effect effect)
      throws WorkspaceException, InterruptedException {
    Optional<String> file = effect == Tool.Effect.SURELY ? path(call) : Optional.empty();
    return file.isPresent() ? site.tree().checkpoint(last, file.get()) : site.tree().checkpoint();
  }

  private static Optional<String> path(Call call) {
    try {
      return Arguments.of(call.arguments()).optional("path");
    } catch (Tool.WrongCall e) {
      return Optional.empty();
    }
  }

  private static Tool.Effect unsure(Tool.Effect effect) {
    return effect == Tool.Effect.NONE ? effect : Tool.Effect.PERHAPS;
  }

  private void returned(Notebook notebook, Call call, Instant start, Tool.Said said) {
    notebook.write(
        new TaskEvent.ToolReturned(
            call.id(),
            call.tool(),
            said.error(),
            redactor.clean(Hidden.show(said.text())),
            said.output(),
            said.exit(),
            Duration.between(start, notebook.now()).toMillis()));
  }
}
