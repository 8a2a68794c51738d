package dev.spadework;

import dev.spadework.report.Cost;
import dev.spadework.report.Money;
import dev.spadework.report.Outcome;
import dev.spadework.report.Status;
import dev.spadework.report.Timeline;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.Usage;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace}: what happened to one task. */
@Command(
    name = "trace",
    description = "Print the timeline of a task.",
    mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final World world;
  @Mixin private final ConfigOption config = new ConfigOption();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TASK", description = "The task's id, such as t-1a2b3c4d.")
  private String id = "";

  TraceCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() throws SettingsException {
    try (Ground ground = Ground.open(config.read(world).orThrow(List.of()), world.clock())) {
      Optional<Task> task = ground.journal().task(id);
      if (task.isEmpty()) {
        spec.commandLine().getErr().println("There is no task " + id + " in this database.");
        return Main.USAGE;
      }
      print(ground, task.get(), spec.commandLine().getOut());
      return 0;
    }
  }

  private static void print(Ground ground, Task task, PrintWriter out) {
    List<Entry> entries = ground.journal().entries(task.id());
    out.println(Plain.text(Status.line(task, ground.clock().instant())));
    for (Timeline.Line line : Timeline.of(entries)) {
      out.println(time(ground, line.at()) + "  " + words(ground, line));
    }
    Cost.byModel(entries)
        .forEach(
            (model, cost) ->
                out.println(
                    model
                        + ": "
                        + cost.calls()
                        + " calls, "
                        + tokens(cost.usage())
                        + ", "
                        + Money.usd(cost.micros())));
    Cost.byPurpose(entries)
        .forEach(
            (role, cost) ->
                out.println(
                    role.name().toLowerCase(Locale.ROOT)
                        + ": "
                        + cost.calls()
                        + " calls, "
                        + tokens(cost.usage())
                        + ", "
                        + Money.usd(cost.micros())));
    out.println(Plain.text(Outcome.spend(task)));
    out.flush();
  }

  private static String words(Ground ground, Timeline.Line line) {
    String words = Plain.text(ground.redactor().clean(line.what()));
    return line.micros() == 0 && line.usage().equals(Usage.NONE)
        ? words
        : words + "  [" + tokens(line.usage()) + ", " + Money.usd(line.micros()) + "]";
  }

  private static String tokens(Usage usage) {
    return usage.input()
        + " tokens in ("
        + usage.cached()
        + " cached), "
        + usage.output()
        + " out, "
        + usage.thinking()
        + " thinking";
  }

  private static String time(Ground ground, Instant at) {
    return TIME.format(at.atZone(ground.settings().slack().zone()));
  }
}
