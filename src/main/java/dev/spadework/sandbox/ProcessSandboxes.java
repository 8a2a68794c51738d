package dev.spadework.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each command in namespaces of its own; between commands only HOME is kept, one per task. */
final class ProcessSandboxes implements Sandboxes {
  private static final Logger log = LoggerFactory.getLogger(ProcessSandboxes.class);
  private static final Duration TRIAL = Duration.ofSeconds(20);
  private static final Duration SETUP = Duration.ofMinutes(30);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
  private static final long SMALL_OUTPUT = 4096;
  private static final String TRIAL_NAME = "trial";
  private static final String PARTIAL = ".making";

  private final Path state;
  private final List<Jail> ways;

  /** The first way that works here, once one was found. */
  private volatile Optional<Jail> jail = Optional.empty();

  ProcessSandboxes(Path state) {
    this(state, List.of(Jail.values()));
  }

  ProcessSandboxes(Path state, List<Jail> ways) {
    this.state = state.toAbsolutePath().normalize();
    this.ways = ways;
  }

  @Override
  public String kind() {
    return "process";
  }

  @Override
  public Optional<String> problem() throws InterruptedException {
    try {
      jail();
      return Optional.empty();
    } catch (SandboxException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Sandbox open(Spec spec) throws SandboxException, InterruptedException {
    Jail chosen = jail();
    Owner owner = Owner.of(spec.tree());
    Path own = state.resolve(spec.task());
    boolean fresh = !Files.isDirectory(own);
    if (fresh) {
      Path making = state.resolve(spec.task() + PARTIAL);
      delete(making);
      try {
        furnish(making, owner);
        if (spec.setup().isPresent()) {
          setUp(chosen, spec, spec.setup().get(), owner, making);
        }
        Files.move(making, own, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new SandboxException("No sandbox could be made in " + state + ": " + e, e);
      }
    }
    return new ProcessSandbox(chosen, spec, owner, own, fresh);
  }

  @Override
  public void reap(Predicate<String> alive) throws SandboxException, InterruptedException {
    if (!Files.isDirectory(state)) {
      return;
    }
    try (var entries = Files.newDirectoryStream(state)) {
      for (Path entry : entries) {
        String task = entry.getFileName().toString();
        task = task.endsWith(PARTIAL) ? task.substring(0, task.length() - PARTIAL.length()) : task;
        if (!alive.test(task) && !onTrial(entry)) {
          log.atInfo().addKeyValue("task", task).log("orphan_home_removed");
          delete(entry);
        }
      }
    } catch (IOException e) {
      throw new SandboxException("The directory " + state + " cannot be read: " + e, e);
    }
  }

  /** Another process may be trying just now; one that was killed meanwhile left its trial. */
  private static boolean onTrial(Path entry) {
    String[] parts = entry.getFileName().toString().split("-");
    return parts[0].equals(TRIAL_NAME)
        && parts.length > 1
        && ProcessHandle.of(Long.parseLong(parts[1])).isPresent();
  }

  @Override
  public void close() {}

  static void delete(Path directory) throws SandboxException, InterruptedException {
    if (!Files.exists(directory)) {
      return;
    }
    String path = directory.toString();
    // Some tools write-protect their caches, which would keep all but root from removing them.
    HostCommand.run(List.of("chmod", "-R", "u+rwX", "--", path), HOUSEKEEPING, SMALL_OUTPUT);
    Result removed =
        HostCommand.run(
            List.of("rm", "-rf", "--one-file-system", "--", path), HOUSEKEEPING, SMALL_OUTPUT);
    if (!removed.succeeded()) {
      throw new SandboxException(
          "The directory " + path + " cannot be removed: " + removed.output().strip(), null);
    }
  }

  private static void furnish(Path own, Owner owner)
      throws IOException, SandboxException, InterruptedException {
    Path home = Files.createDirectories(own.resolve("home"));
    Files.createDirectories(own.resolve("root"));
    Files.writeString(
        own.resolve("passwd"),
        "root:x:0:0::/:/bin/sh\nagent:x:%d:%d::%s:/bin/sh\n"
            .formatted(owner.uid(), owner.gid(), Place.HOME));
    Files.writeString(own.resolve("group"), "root:x:0:\nagent:x:%d:\n".formatted(owner.gid()));
    owner.adopt(home);
  }

  private static void setUp(Jail jail, Spec spec, String command, Owner owner, Path own)
      throws SandboxException, InterruptedException {
    Path copy = own.resolve("tree");
    try {
      Files.createDirectory(copy);
    } catch (IOException e) {
      throw new SandboxException("The directory " + copy + " cannot be made: " + e, e);
    }
    spec.pristine().writeTo(copy);
    owner.adopt(copy);
    Result result =
        HostCommand.run(
            jail.command(
                Place.of(own, copy, true),
                new Jail.Walls(spec.limits(), owner, Owner.weAreRoot(), true, own.resolve("root")),
                Shell.command(command)),
            SETUP,
            spec.limits().outputBytes());
    if (!result.succeeded()) {
      throw new SetupFailedException(result);
    }
    delete(copy);
  }

  /** Tries each way once, for real: distributions differ in which of them they allow. */
  private Jail jail() throws SandboxException, InterruptedException {
    if (jail.isPresent()) {
      return jail.get();
    }
    StringBuilder why = new StringBuilder();
    try {
      Path trial =
          Files.createTempDirectory(
              Files.createDirectories(state),
              TRIAL_NAME + "-" + ProcessHandle.current().pid() + "-");
      try {
        Path tree = Files.createDirectory(trial.resolve("tree"));
        Owner owner = Owner.of(tree);
        furnish(trial, owner);
        for (Jail way : ways) {
          String problem = tried(way, trial, tree, owner);
          if (problem.isEmpty()) {
            jail = Optional.of(way);
            return way;
          }
          why.append(way.name().toLowerCase(java.util.Locale.ROOT))
              .append(": ")
              .append(problem)
              .append("; ");
        }
      } finally {
        delete(trial);
      }
    } catch (IOException e) {
      throw new SandboxException("The directory " + state + " cannot be written: " + e, e);
    }
    throw new SandboxException(
        "This system allows no process sandbox ("
            + why
            + "): install bubblewrap, allow user namespaces, or use Docker.",
        null);
  }

  private static String tried(Jail way, Path own, Path tree, Owner owner)
      throws SandboxException, InterruptedException {
    try {
      Result result =
          HostCommand.run(
              way.command(
                  Place.of(own, tree, false),
                  new Jail.Walls(
                      Limits.defaults(), owner, Owner.weAreRoot(), false, own.resolve("root")),
                  Shell.command("touch /work/tried && \"$JAVA_HOME/bin/java\" -version")),
              TRIAL,
              SMALL_OUTPUT);
      return result.succeeded() ? "" : firstLine(result);
    } catch (SandboxException e) {
      return "not installed";
    }
  }

  private static String firstLine(Result result) {
    return result.output().lines().findFirst().orElse("exit code " + result.exit());
  }
}
