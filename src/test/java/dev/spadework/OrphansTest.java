package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.desk.Stories;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.store.DatabaseKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker that died left on its engine, when its task goes on somewhere else. */
@Tag("docker")
@Tag("bench")
class OrphansTest {
  private static final Duration SOON = Duration.ofMinutes(4);

  @TempDir Path dir;

  /** Never finishes, so that the task goes on for as long as this test looks. */
  private final Script calm = Stories.script(Duration.ZERO);

  private final Script hangs =
      request ->
          request.turn() == 4 && !request.isPlan() && !request.isSummary()
              ? new Answer.Hang(calm.answer(request))
              : calm.answer(request);

  @Test
  void aWorkerThatComesBackTakesAwayWhatItHadOfATaskThatAnotherMachineHasNow() throws Exception {
    DockerEngine.assumeRunning();
    try (Outside world =
            new Outside(dir, hangs, "docker", DockerEngine.IMAGE)
                .withoutWorker()
                .environment("DATABASE_URL", DatabaseKind.POSTGRESQL.url(dir))
                .environment("SPADEWORK_AGENT_LEASE", "5s");
        Crew crew = new Crew(dir, world)) {
      world.start();
      crew.start("one");
      String id = Asked.id(world.ask("add CSV export repo:acme/billing"));
      assertThat(world.model.await(6, SOON)).as(crew.logged("one")).isTrue();
      List<String> left = containers(id);
      assertThat(left).hasSize(1);
      crew.kill("one");
      crew.start("two");
      awaitThat(() -> containers(id).size() == 2);
      crew.start("one");
      awaitThat(() -> containers(id).size() == 1);
      assertThat(containers(id)).doesNotContainAnyElementsOf(left);
      world.model.release();
      world.await("The pull request is ready", SOON);
      awaitThat(() -> containers(id).isEmpty());
    }
  }

  private static void awaitThat(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static List<String> containers(String task) {
    try {
      Process docker =
          new ProcessBuilder("docker", "ps", "-q", "--filter", "label=dev.spadework.task=" + task)
              .redirectErrorStream(true)
              .start();
      String out = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return out.lines().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
