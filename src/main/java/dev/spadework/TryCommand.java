package dev.spadework;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code try}: everything on this machine, in the browser. */
@Command(
    name = "try",
    description = "Try it in the browser: no account, no key, no Docker needed.",
    mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {
  /** Long enough for a person to follow. */
  private static final Duration PACE = Duration.ofMillis(600);

  private final World world;
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      description = "Work on this repository instead of the sample; needs GEMINI_API_KEY.")
  private @Nullable Path repo;

  @Option(names = "--port", description = "Port on loopback; PORT, else 3000.")
  private @Nullable Integer port;

  TryCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() throws SettingsException, IOException, InterruptedException {
    Trial trial =
        Trial.start(world, new Trial.Wishes(chosenPort(), Optional.ofNullable(repo), PACE));
    UntilStopped.drain(trial);
    spec.commandLine()
        .getOut()
        .println("Spadework is at " + trial.url() + " (Ctrl-C stops it). " + trial.commands());
    spec.commandLine().getOut().flush();
    UntilStopped.forEver();
    return 0;
  }

  private int chosenPort() throws SettingsException {
    String text =
        port == null ? new Environment(world.environment()).get(Environment.PORT) : "" + port;
    try {
      return Amounts.whole(0, 65535).apply(text);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(java.util.List.of("The port must be " + e.getMessage()));
    }
  }
}
