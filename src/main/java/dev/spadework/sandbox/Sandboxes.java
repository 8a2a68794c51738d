package dev.spadework.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Where the commands of tasks run. Safe for use by many threads. */
public interface Sandboxes extends AutoCloseable {

  /** One container per task on a Docker engine; {@code DOCKER_HOST} is honoured. */
  static Sandboxes docker(DockerOptions options) {
    return new DockerSandboxes(options);
  }

  /**
   * Linux namespaces of this machine, by bubblewrap where it works, else by {@code unshare}. Weaker
   * than Docker: no ceiling for the memory of all processes together, only for each.
   *
   * @param state a directory of our own, where each task's throw-away HOME is kept; made when
   *     absent
   */
  static Sandboxes process(Path state) {
    return new ProcessSandboxes(state);
  }

  /**
   * Plain child processes of this one, without any walls: for commands that came with this jar,
   * such as those of the stories of {@code try}, and for nothing else.
   *
   * @param state a directory of our own, where each task's throw-away HOME is kept
   */
  static Sandboxes unconfined(Path state) {
    return new HostSandboxes(state);
  }

  /** {@code docker}, {@code process} or {@code host}. */
  String kind();

  /**
   * Why this cannot be used now and how to mend it, in one line; empty when it can. It is found out
   * by trying, so a call can take a second.
   */
  Optional<String> problem() throws InterruptedException;

  /** The same for sandboxes of this image, where images have a meaning. */
  default Optional<String> problem(String image) throws InterruptedException {
    return problem();
  }

  /**
   * The sandbox of a task: the one it has, if that still runs with the same settings, else a new
   * one ({@link Sandbox#fresh()}). Whatever an earlier worker left running in it is ended. The
   * setup command runs here, once per input.
   *
   * @throws SetupFailedException if the setup command failed
   * @throws SandboxException if the world is at fault; the message says how to mend it
   */
  Sandbox open(Spec spec) throws SandboxException, InterruptedException;

  /**
   * Removes the sandboxes of tasks that are no longer alive. Only what carries our own owner's
   * label is touched.
   *
   * @param alive asked with the id of each task that has a sandbox, whether it stays; by then the
   *     sandbox is there, so that none of a task that has only begun is taken for an old one
   */
  void reap(Predicate<String> alive) throws SandboxException, InterruptedException;

  /** The same for tasks that are known by name. */
  default void reap(Set<String> liveTasks) throws SandboxException, InterruptedException {
    reap((Predicate<String>) liveTasks::contains);
  }

  /** Lets go of connections. Sandboxes stay, to be found again. */
  @Override
  void close();
}
