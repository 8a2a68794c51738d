package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.llm.Prompt;
import dev.spadework.llm.Thinking;
import dev.spadework.llm.Turn;
import dev.spadework.redact.Credentials;
import dev.spadework.redact.Redactor;
import dev.spadework.task.LogEvent;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tasks that read a log: no sandbox, no test, no change. What is found is decided here and in the
 * rooms below; a model is shown a digest of bounded length once, and puts proposals into words.
 */
final class LogScanning {
  private static final JsonNode SCHEMA = Prompts.json("logs.schema.json");

  /** So often the model is asked before the report does without it. */
  private static final int PATIENCE = 3;

  private final Workspace workspace;
  private final Calls calls;
  private final AgentSettings settings;
  private final Redactor redactor;

  LogScanning(Workspace workspace, Calls calls, AgentSettings settings, Redactor redactor) {
    this.workspace = workspace;
    this.calls = calls;
    this.settings = settings;
    this.redactor = redactor;
  }

  void read(Notebook notebook, Repo repo) throws Trouble, InterruptedException {
    Task task = notebook.task();
    if (task.request().awaits()) {
      throw Trouble.passing("what came with the request", Optional.empty());
    }
    try {
      Tree tree =
          workspace.open(
              task.id(),
              repo.remote(),
              task.base().orElseThrow().commit(),
              Credentials.but(repo.carry()));
      List<LogInput> inputs = new LogSources(notebook, repo.logs(), tree).find();
      if (inputs.isEmpty()) {
        throw Trouble.person(
            "There is no log to read: none came with the request, it names no log file of the"
                + " repository, and the settings name none for "
                + repo.name()
                + ".",
            "attach or paste one, name a file of the repository, or set repos."
                + repo.name()
                + ".logs.");
      }
      notebook.write(new LogSorting(tree, redactor, notebook.logsBefore()).of(inputs));
    } catch (WorkspaceException e) {
      throw Faults.of(e);
    }
  }

  Prompt prompt(Notebook notebook) {
    LogEvent.LogsRead read = notebook.task().logs().read().orElseThrow();
    String numbers =
        read.proposed().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new Prompt(
        Prompts.page("logs-system.md"),
        List.of(),
        List.of(
            new Turn.Person(
                Prompts.fill(
                    "logs.md", Map.of("numbers", numbers, "digest", Fence.of(read.digest()))))),
        Optional.of(SCHEMA),
        Thinking.LOW,
        settings.maxOutputTokens());
  }

  /** Whether the model has put the proposals into words already. */
  static boolean answered(Notebook notebook) {
    return Calls.kept(notebook, Purpose.SUMMARY, LogScanning::startsOver).isPresent();
  }

  private static boolean startsOver(TaskEvent event) {
    return event instanceof LogEvent.LogsRead;
  }

  /** Ends the task; the model's words are a help, and their lack is no reason to say nothing. */
  void report(Notebook notebook, boolean worded) throws Trouble, InterruptedException {
    Optional<String> reply = Optional.empty();
    if (worded) {
      try {
        reply =
            Optional.of(
                calls
                    .once(notebook, Purpose.SUMMARY, prompt(notebook), LogScanning::startsOver)
                    .text());
      } catch (Trouble e) {
        int tries = notebook.task().stall().map(TaskEvent.Stalled::attempt).orElse(0) + 1;
        if (e.temporary() && tries < PATIENCE) {
          throw e;
        }
      }
    }
    notebook.write(LogWording.of(notebook.task().logs(), reply.map(redactor::clean)));
  }
}
