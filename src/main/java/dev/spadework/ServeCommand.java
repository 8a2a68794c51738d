package dev.spadework;

import dev.spadework.forge.Forge;
import dev.spadework.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the bot. */
@Command(name = "serve", description = "Run the bot.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final World world;
  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(
      names = "--no-worker",
      description = "Take requests in, but leave the work to `worker` processes.")
  private boolean noWorker;

  ServeCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() throws SettingsException, IOException, InterruptedException {
    SettingsReader.Read read = config.read(world);
    Bot bot = bot(read.orThrow(Needs.serve(read.settings(), !noWorker)), world, !noWorker);
    UntilStopped.drain(bot);
    bot.start();
    log.atInfo().addKeyValue("port", bot.port()).log("ready");
    UntilStopped.forEver();
    return 0;
  }

  /** The bot of these settings; nothing runs yet. */
  static Bot bot(Settings settings, World world, boolean works) throws IOException {
    int port = Integer.parseInt(settings.environment().get(Environment.PORT));
    Http http = Http.open("", port, DRAIN);
    Ground ground = Ground.open(settings, world.clock());
    return new Bot(
        ground,
        http,
        works ? Optional.of(hands(ground)) : Optional.empty(),
        forges(ground).outcomes(ground));
  }

  /** The working half as operators run it. */
  static Hands hands(Ground ground) {
    Settings settings = ground.settings();
    return new Hands(
        ground,
        Workspace.at(settings.data(), ground.redactor(), Slices.pool(settings)),
        Hands.sandboxes(settings),
        forges(ground),
        Slices.worker(settings));
  }

  /** The forges as operators have them. */
  static ForgePicker forges(Ground ground) {
    Path pulls = ground.settings().data().resolve("pulls");
    return new ForgePicker(ground, Forge.local(pulls, "", ground.clock()));
  }
}
