package dev.spadework;

import dev.spadework.report.Names;
import dev.spadework.slack.SlackRoom;
import dev.spadework.slack.Tidings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code digest}: what the team should know, from the database. */
@Command(
    name = "digest",
    description = "Print today's digest as it stands now.",
    mixinStandardHelpOptions = true)
final class DigestCommand implements Callable<Integer> {
  private final World world;
  @Mixin private final ConfigOption config = new ConfigOption();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--post",
      description = "Also post it in Slack, in each channel that does not have today's yet.")
  private boolean post;

  DigestCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() throws SettingsException, InterruptedException {
    SettingsReader.Read read = config.read(world);
    Settings settings = read.orThrow(post ? Needs.serve(read.settings(), false) : List.of());
    PrintWriter out = spec.commandLine().getOut();
    try (Ground ground = Ground.open(settings, world.clock())) {
      print(lines(ground), out);
      return post ? post(ground, out) : 0;
    }
  }

  private static List<String> lines(Ground ground) {
    Tidings tidings =
        new Tidings(
            ground.journal(),
            Slices.bulletin(ground.settings(), () -> {}),
            ground.settings().slack().zone(),
            ground.clock());
    return tidings.now(Names.IDS, story -> true).lines().stream()
        .map(ground.redactor()::clean)
        .toList();
  }

  private static void print(List<String> lines, PrintWriter out) {
    lines.forEach(line -> out.println(Plain.text(line)));
    out.flush();
  }

  private static int post(Ground ground, PrintWriter out) throws InterruptedException {
    Settings settings = ground.settings();
    if (settings.slack().channel().isBlank()) {
      out.println("There is no channel to post it in: set slack.channel.");
      out.flush();
      return Main.USAGE;
    }
    try (SlackRoom room =
        new SlackRoom(
            Slices.slack(settings),
            Slices.bulletin(settings, ServeCommand.forges(ground).outcomes(ground)::ask),
            ground.journal(),
            ground.memory(),
            ground.redactor(),
            ground.clock(),
            "digest")) {
      List<String> posted = room.postDigest();
      out.println(
          posted.isEmpty()
              ? "Nothing was posted: today's digest is there already, or Slack did not take it."
              : "Posted in " + String.join(", ", posted) + ".");
      out.flush();
      return 0;
    }
  }
}
