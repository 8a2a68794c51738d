package dev.spadework.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.memory.Memory;
import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.Limits;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.task.Call;
import dev.spadework.task.Next;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.task.Told;
import dev.spadework.workspace.Base;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A tree with real git, a notebook, and a sandbox whose commands do what the test says. */
final class Shed {
  static final AgentSettings SETTINGS =
      new AgentSettings(
          40,
          Duration.ofMinutes(30),
          8192,
          0.7,
          2000,
          "",
          Limits.defaults(),
          Duration.ofSeconds(60));

  final Paper notebook = new Paper();
  final Redactor redactor = Redactor.of(List.of("s3cret-value"));
  final Tree tree;
  Function<String, Result> commands = command -> exited(0, "3 passed, 0 failed");
  private final Site site;
  private final Tester tester = new Tester(SETTINGS);
  private final LessonRecall lessons =
      new LessonRecall(Memory.at(Path.of("no-memory"), redactor, text -> text));
  private final Running running = new Running(new Toolbox(SETTINGS), tester, lessons, redactor);
  private int calls;

  Shed(Path dir) {
    this(dir, Optional.of("sh test.sh"));
  }

  Shed(Path dir, Optional<String> test) {
    Git source = Git.init(dir.resolve("source"));
    source.write("a.txt", "one\ntwo\nthree\n").write("docs/b.txt", "b\n");
    source.commit("first");
    Remote remote = Remote.of("acme/billing", source.directory().toString());
    try {
      Workspace workspace = Workspace.at(dir.resolve("data"), redactor);
      Base base = workspace.pin(remote, "main");
      tree = workspace.open(Told.ID, remote, base.commit());
      Repo repo = new Repo("acme/billing", remote, Optional.empty(), Optional.empty(), test, test);
      site = new Site(repo, tree, new Obedient());
      begin(base);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void begin(Base base) {
    notebook.write(new TaskEvent.Asked(Told.request()));
    notebook.write(new TaskEvent.Claimed("w"));
    notebook.write(new TaskEvent.BasePinned(base.branch(), base.commit(), base.tree()));
    notebook.write(Told.ran(TestRun.Purpose.BASELINE, base.tree(), TestRun.Verdict.PASSED));
    notebook.write(new TaskEvent.PlanMade(Told.plan(0.9)));
  }

  private final class Obedient implements Sandbox {
    @Override
    public boolean fresh() {
      return true;
    }

    @Override
    public Result run(String command, Duration timeout) {
      return commands.apply(command);
    }

    @Override
    public void close() {}
  }

  /** What the tools work with. */
  Bench bench() {
    return new Bench(notebook, site, tester, new TreeFiles(tree.files()), lessons);
  }

  static Result exited(int exit, String output) {
    return result(Result.Status.EXITED, exit, output);
  }

  static Result result(Result.Status status, int exit, String output) {
    return new Result(status, exit, output, output.length(), Duration.ofSeconds(1));
  }

  /** The model calls this tool; what it is told. */
  TaskEvent.ToolReturned call(String tool, Map<String, ?> arguments) {
    return call(tool, new ObjectMapper().valueToTree(arguments).toString());
  }

  TaskEvent.ToolReturned call(String tool, String arguments) {
    Call call = replied(tool, arguments);
    step(call, false);
    List<TaskEvent.ToolReturned> returned = notebook.all(TaskEvent.ToolReturned.class);
    if (returned.isEmpty() || !returned.get(returned.size() - 1).call().equals(call.id())) {
      throw new AssertionError(tool + " did not return");
    }
    return returned.get(returned.size() - 1);
  }

  /** The model's reply with one call is in the record. */
  Call replied(String tool, String arguments) {
    Call call = new Call("c" + ++calls, tool, arguments);
    notebook.write(Told.works(call));
    return call;
  }

  void step(Call call, boolean begun) {
    try {
      running.run(notebook, site, new Next.Run(call, begun));
    } catch (Trouble | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A full test run on the change. */
  TestRun tests() throws Trouble, InterruptedException {
    return tester.run(notebook, site, TestRun.Purpose.CHANGE);
  }

  /** Writes into the work tree, as a command would. */
  Shed write(String path, String text) {
    try {
      Path file = tree.root().resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String path) {
    try {
      return Files.readString(tree.root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
