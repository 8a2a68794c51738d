package dev.spadework;

import dev.spadework.journal.Verification;
import dev.spadework.store.StoreException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: is everything there that {@code serve} needs? */
@Command(
    name = "doctor",
    description = "Check every credential, service and limit, and say how to mend each.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private final World world;
  @Mixin private final ConfigOption config = new ConfigOption();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--verify",
      description =
          "Replay every task of the record instead, and compare queue, messages and kept things.")
  private boolean verify;

  DoctorCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    AtomicInteger wrong = new AtomicInteger();
    Consumer<Finding> found =
        finding -> {
          wrong.addAndGet(finding.isWell() ? 0 : 1);
          out.println(Plain.text(finding.line()));
          out.flush();
        };
    SettingsReader.Read read = config.read(world);
    Stream.concat(
            read.problems().stream(),
            verify ? Stream.empty() : Needs.serve(read.settings(), true).stream())
        .distinct()
        .forEach(problem -> found.accept(Finding.wrong("settings", problem)));
    if (wrong.get() == 0) {
      found.accept(Finding.well("settings", "complete"));
    }
    if (verify) {
      verify(read.settings(), found);
    } else {
      new Doctor(read.settings(), found).look();
    }
    out.println(
        wrong.get() == 0
            ? "All is well."
            : wrong.get() + (wrong.get() == 1 ? " thing" : " things") + " to mend.");
    out.flush();
    return wrong.get() == 0 ? 0 : Main.FAILED;
  }

  private void verify(Settings settings, Consumer<Finding> found) {
    try (Ground ground = Ground.open(settings, world.clock())) {
      Verification.Report report = new Verification(ground.store(), ground.journal()).look();
      report
          .problems()
          .forEach(problem -> found.accept(Finding.wrong("record", Plain.text(problem))));
      if (report.problems().isEmpty()) {
        found.accept(
            Finding.well(
                "record",
                "%d tasks with %d entries replayed, %d queued, %d blobs: all agree"
                    .formatted(report.tasks(), report.entries(), report.queued(), report.blobs())));
      }
    } catch (StoreException e) {
      found.accept(Finding.wrong("database", e.getMessage() + "; check DATABASE_URL"));
    }
  }
}
