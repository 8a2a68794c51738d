package dev.spadework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The processes of the command that a slow story runs, {@code sleep 600}: found among this
 * process's own descendants, or in the container of the task, so that nobody else's are meant.
 */
final class Sleepers {
  private static final List<String> COMMAND = List.of("sleep", "600");

  private final Optional<String> container;
  private final Set<ProcessHandle> tree = new LinkedHashSet<>();

  private Sleepers(Optional<String> container) {
    this.container = container;
  }

  /**
   * Those of a task that run now, empty if there are none yet.
   *
   * @param docker whether commands run in containers
   */
  static Optional<Sleepers> of(String task, boolean docker) {
    Sleepers found = new Sleepers(docker ? Optional.of(container(task)) : Optional.<String>empty());
    if (!docker) {
      ProcessHandle.current()
          .descendants()
          .filter(Sleepers::sleeps)
          .flatMap(Sleepers::withThoseAround)
          .forEach(found.tree::add);
    }
    return found.live() ? Optional.of(found) : Optional.empty();
  }

  /** Whether any of them is alive. */
  boolean live() {
    return container
        .map(id -> !id.isEmpty() && read("docker", "top", id, "-eo", "pid,args").contains(words()))
        .orElseGet(() -> tree.stream().anyMatch(ProcessHandle::isAlive));
  }

  /** What they are, for a message. */
  @Override
  public String toString() {
    return container.orElse("") + tree;
  }

  private static String container(String task) {
    return read("docker", "ps", "-q", "--filter", "label=dev.spadework.task=" + task).strip();
  }

  private static boolean sleeps(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.endsWith(words())).isPresent();
  }

  /** The command's own tree: its namespaces and shells up to this process. */
  private static Stream<ProcessHandle> withThoseAround(ProcessHandle process) {
    long self = ProcessHandle.current().pid();
    return Stream.iterate(
            Optional.of(process),
            above -> above.filter(p -> p.pid() != self).isPresent(),
            above -> above.flatMap(ProcessHandle::parent))
        .flatMap(Optional::stream);
  }

  private static String words() {
    return String.join(" ", COMMAND);
  }

  private static String read(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
