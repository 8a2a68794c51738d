package dev.spadework.agent;

import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Limits;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.task.Told;
import dev.spadework.workspace.Base;
import dev.spadework.workspace.Checkpoint;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A repository in a real sandbox, as a task has it: the setup phase with a network, then commands
 * and test runs without one. What the model would do is done by the test.
 */
public final class Yard implements AutoCloseable {
  private static final long MEBIBYTE = 1L << 20;

  private final Paper notebook = new Paper();
  private final AgentSettings settings;
  private final Sandboxes sandboxes;
  private final Workspace workspace;
  private final Repo repo;
  private Sites sites;

  /**
   * A repository that is read, but not set up yet.
   *
   * @param dir for the checkout, new
   * @param longest that a command, and a setup, may take
   */
  public Yard(Path dir, Git source, String owner, String image, Settled settled, Duration longest) {
    settings =
        new AgentSettings(
            40,
            Duration.ofMinutes(30),
            8192,
            0.7,
            2000,
            image,
            new Limits(2048 * MEBIBYTE, 2, 512, longest, MEBIBYTE, 1024 * MEBIBYTE),
            Duration.ofSeconds(60));
    sandboxes =
        Sandboxes.docker(
            new DockerOptions(owner, Optional.empty(), settled.setupTimeout(), 1 << 30));
    Remote remote = Remote.of(settled.name(), source.directory().toString());
    repo =
        new Repo(
            settled.name(),
            remote,
            Optional.empty(),
            settled.setup(),
            settled.test(),
            Optional.empty());
    try {
      workspace = Workspace.at(dir, Redactor.of(java.util.List.of()));
      Base base = workspace.pin(remote, "main");
      notebook.write(new TaskEvent.Asked(Told.request()));
      notebook.write(new TaskEvent.Claimed("w"));
      notebook.write(new TaskEvent.BasePinned(base.branch(), base.commit(), base.tree()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    sites = new Sites(workspace, sandboxes, settings, Redactor.of(java.util.List.of()));
  }

  /** What the settings say of a repository. */
  public record Settled(
      String name, Optional<String> setup, Optional<String> test, Duration setupTimeout) {
    /** Nothing: all is found out. */
    public static Settled nothing(String name) {
      return new Settled(name, Optional.empty(), Optional.empty(), Duration.ofMinutes(5));
    }

    /** Both commands. */
    public static Settled of(String name, String setup, String test) {
      return new Settled(name, Optional.of(setup), Optional.of(test), Duration.ofMinutes(5));
    }
  }

  private Site site() throws Trouble, InterruptedException {
    return sites.of(notebook, repo);
  }

  /** Sets up, if that has not been done, and runs the tests on the base. */
  public TestRun baseline() throws Trouble, InterruptedException {
    return new Tester(settings).run(notebook, site(), TestRun.Purpose.BASELINE);
  }

  /** Makes the tree what the base is, changes it and runs the tests. */
  public TestRun tests(Map<String, String> change) throws Exception {
    return tests(change, settings);
  }

  /** The same, with less time. */
  public TestRun hurried(Map<String, String> change, Duration longest) throws Exception {
    Limits all = settings.sandbox();
    Limits less =
        new Limits(
            all.memoryBytes(), all.cpus(), all.pids(), longest, all.outputBytes(), all.diskBytes());
    return tests(
        change,
        new AgentSettings(
            settings.maxCalls(),
            settings.maxTime(),
            settings.maxOutputTokens(),
            settings.confidence(),
            settings.snippetTokens(),
            settings.image(),
            less,
            settings.callDeadline()));
  }

  private TestRun tests(Map<String, String> change, AgentSettings with) throws Exception {
    Tree tree = site().tree();
    tree.restore(Checkpoint.here(notebook.task().baseTree()));
    for (Map.Entry<String, String> file : change.entrySet()) {
      Path path = tree.root().resolve(file.getKey());
      if (file.getValue().isEmpty()) {
        Files.delete(path);
      } else {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
    return new Tester(with).run(notebook, site(), TestRun.Purpose.CHANGE);
  }

  /** A command of the model's. */
  public Result run(String command) throws Exception {
    return site().sandbox().run(command, Duration.ofMinutes(1));
  }

  /** Where the tree is on this machine. */
  public Path root() throws Trouble, InterruptedException {
    return site().tree().root();
  }

  /** The git tree of the work tree as it is. */
  public String snapshot() throws Exception {
    return site().tree().snapshot();
  }

  public String baseTree() {
    return notebook.task().baseTree();
  }

  /** What a person is told when the task cannot go on; empty if it can. */
  public Optional<String> trouble() throws InterruptedException {
    try {
      site();
      return Optional.empty();
    } catch (Trouble e) {
      return Optional.of(e.getMessage() + " " + e.next());
    }
  }

  /** The task rests: its container and the name of its image go, the tree stays as it is. */
  public void rest() throws Exception {
    notebook.write(new TaskEvent.Checkpointed(site().tree().checkpoint().tree(), "rest"));
    notebook.keep("rest", site().tree().checkpoint().pack());
    sites.leave(Told.ID);
    sandboxes.reap(Set.of());
    sites = new Sites(workspace, sandboxes, settings, Redactor.of(java.util.List.of()));
  }

  @Override
  public void close() {
    try {
      sites.leave(Told.ID);
      sandboxes.reap(Set.of());
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      sandboxes.close();
    }
  }

  /** Takes away the images that setups of an owner left; for the end of a test class. */
  public static void forget(String owner) {
    try {
      Process process =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  "docker images --format '{{.Repository}}:{{.Tag}}'"
                      + " | grep -E '^spadework-(setup|used|task):"
                      + owner
                      + "_' | xargs -r docker rmi")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
