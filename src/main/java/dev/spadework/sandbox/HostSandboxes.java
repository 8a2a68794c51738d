package dev.spadework.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Plain child processes: no walls, only an environment and a HOME of their own. */
final class HostSandboxes implements Sandboxes {
  private static final String SCRIPT =
      "cd \"$0\" && export HOME=\"$1\" JAVA_HOME=\"$2\" PATH=\"$2/bin:$PATH\" LANG=C.UTF-8 CI=true"
          + " && exec sh -c \"$3\"";

  private final Path state;

  HostSandboxes(Path state) {
    this.state = state.toAbsolutePath().normalize();
  }

  @Override
  public String kind() {
    return "host";
  }

  @Override
  public Optional<String> problem() {
    return Optional.empty();
  }

  @Override
  public Sandbox open(Spec spec) throws SandboxException {
    Path home = state.resolve(spec.task());
    try {
      boolean fresh = !Files.isDirectory(home);
      Files.createDirectories(home);
      return new HostSandbox(spec, home, fresh);
    } catch (IOException e) {
      throw new SandboxException("The directory " + home + " cannot be made: " + e, e);
    }
  }

  @Override
  public void reap(Predicate<String> alive) throws SandboxException, InterruptedException {
    if (!Files.isDirectory(state)) {
      return;
    }
    try (var homes = Files.newDirectoryStream(state)) {
      for (Path home : homes) {
        if (!alive.test(home.getFileName().toString())) {
          ProcessSandboxes.delete(home);
        }
      }
    } catch (IOException e) {
      throw new SandboxException("The directory " + state + " cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {}

  private record HostSandbox(Spec spec, Path home, boolean fresh) implements Sandbox {
    @Override
    public Result run(String command, Duration timeout)
        throws SandboxException, InterruptedException {
      return HostCommand.run(
          List.of(
              "sh",
              "-c",
              SCRIPT,
              spec.tree().toString(),
              home.toString(),
              System.getProperty("java.home"),
              command),
          spec.limits().capped(timeout),
          spec.limits().outputBytes());
    }

    @Override
    public void close() throws SandboxException {
      try {
        ProcessSandboxes.delete(home);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SandboxException("Removing a HOME was cut off; the reaper will do it.", e);
      }
    }
  }
}
