package dev.spadework.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.store.DatabaseKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails in the sandbox, on a real engine. */
@Tag("docker")
class EngineTroubleTest {
  @TempDir Path dir;

  @BeforeAll
  static void engine() throws InterruptedException {
    DockerEngine.assumeRunning();
  }

  private Trial trial(Tale tale, String owner, Optional<String> host) throws Exception {
    Sandboxes docker = Sandboxes.docker(new DockerOptions(owner, host, Duration.ofMinutes(5)));
    return new Trial(new Town(dir, DatabaseKind.SQLITE.url(dir), tale, docker), tale);
  }

  /** A test that takes all the memory there is; the model sees why, and takes it back. */
  @Test
  void theTestsNeedMoreMemoryThanThereIs() throws Exception {
    try (Trial trial = trial(Tales.hungry(), "crash-memory", Optional.empty())) {
      trial.ends();
      List<String> said =
          Messages.of(trial.town.slack).stream()
              .filter(message -> message.name().startsWith("gate-"))
              .flatMap(message -> message.message().words().lines().limit(3))
              .toList();
      assertThat(Run.wrong(trial.town, trial.scene)).isEmpty();
      assertThat(Ending.of(trial.town, trial.scene).pulls()).hasSize(1);
      row("a test needs more memory than the sandbox has", said, "as a person decides");
    }
  }

  /** In the middle of the second run of the tests; it is back when the thread has said so. */
  @Tag("bench")
  @Test
  void theEngineIsRestartedWhileTheTestsRun() throws Exception {
    Tale tale = Tales.all().get("calm").get();
    try (OwnEngine engine = new OwnEngine(dir.resolve("engine"))) {
      engine.start();
      engine.load(DockerEngine.IMAGE);
      try (Trial trial = trial(tale, "crash-engine", Optional.of(engine.address()))) {
        AtomicInteger runs = new AtomicInteger();
        trial.town.onCommand(
            command -> {
              if (command.equals("sh test.sh") && runs.incrementAndGet() == 2) {
                engine.stop();
              }
            });
        List<String> said = trial.whenItWaits(engine::start);
        trial.ends();
        assertThat(Run.wrong(trial.town, trial.scene)).isEmpty();
        assertThat(Ending.of(trial.town, trial.scene).toString())
            .isEqualTo(Golden.of("calm").ending());
        row("engine stopped, and started again", said, "at its next try");
      }
    }
  }

  private static void row(String fault, List<String> said, String recovered) throws Exception {
    List<String> plain =
        said.stream()
            .map(line -> line.replaceAll("unix://\\S+ \\([^)]*\\)", "its address (…)"))
            .toList();
    new Faults(
            "Docker",
            List.of(new Faults.Row(fault, String.join("; then ", plain), recovered, "nothing")))
        .compare();
  }
}
