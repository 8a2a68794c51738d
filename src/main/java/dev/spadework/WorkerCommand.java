package dev.spadework;

import dev.spadework.intake.Outcomes;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code worker}: the half of the bot that works. */
@Command(
    name = "worker",
    description = "Work on tasks that a `serve --no-worker` on the same database takes in.",
    mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(WorkerCommand.class);

  private final World world;
  @Mixin private final ConfigOption config = new ConfigOption();

  WorkerCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() throws SettingsException, InterruptedException {
    SettingsReader.Read read = config.read(world);
    Ground ground = Ground.open(read.orThrow(Needs.worker(read.settings())), world.clock());
    Hands hands = ServeCommand.hands(ground);
    Outcomes outcomes = ServeCommand.forges(ground).outcomes(ground);
    UntilStopped.drain(
        () -> {
          outcomes.close();
          hands.close();
          ground.close();
        });
    hands.start();
    outcomes.start();
    log.atInfo().log("working");
    UntilStopped.forEver();
    return 0;
  }
}
