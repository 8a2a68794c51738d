package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Message;
import dev.spadework.desk.Script;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Stories;
import dev.spadework.sandbox.Namespaces;
import dev.spadework.store.DatabaseKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The half for Slack and workers, all processes of their own on one PostgreSQL. */
class CrewTest {
  private static final Duration SOON = Duration.ofMinutes(4);

  @TempDir Path dir;

  private final Script calm = Stories.script(Duration.ZERO);
  private final AtomicBoolean once = new AtomicBoolean(true);

  /** Falls silent once, when the tree has been changed. */
  private final Script hangsOnce =
      request ->
          request.turn() == 4 && !request.isPlan() && !request.isSummary() && once.getAndSet(false)
              ? new Answer.Hang(calm.answer(request))
              : calm.answer(request);

  private Outside world() throws Exception {
    Namespaces.assumeUsable(dir.resolve("homes"));
    return new Outside(dir, hangsOnce)
        .withoutWorker()
        .environment("DATABASE_URL", DatabaseKind.POSTGRESQL.url(dir))
        .environment("SPADEWORK_AGENT_LEASE", "5s");
  }

  /** One pull request, one outcome, root and card once. */
  private static void endsCalmly(Outside world) throws InterruptedException {
    Message outcome = world.await("The pull request is ready", SOON);
    assertThat(world.github.pulls(Outside.REPO)).hasSize(1);
    List<Message> thread =
        world.slack.thread(SlackStandIn.CHANNEL, outcome.threadTs().orElseThrow());
    assertThat(thread.stream().filter(m -> m.says("The pull request is ready"))).hasSize(1);
    assertThat(outcome.words()).contains("27 passed");
    assertThat(world.origin.run("branch", "--list", "spadework/*").lines()).hasSize(1);
  }

  @Test
  void anotherWorkerFinishesWhatAKilledOneBegan() throws Exception {
    try (Outside world = world();
        Crew crew = new Crew(dir, world)) {
      world.start();
      crew.start("one");
      world.ask("add CSV export repo:acme/billing");
      assertThat(world.model.await(6, SOON)).as(crew.logged("one")).isTrue();
      crew.start("two").kill("one");
      world.model.release();
      endsCalmly(world);
      // Ten calls when calm; the one that was in flight is asked for again.
      assertThat(world.model.seen()).hasSize(11);
      // The second one had none of the first one's disk.
      assertThat(dir.resolve("two-data")).isDirectory();
    }
  }

  @Test
  void aWorkerThatIsToldToStopHandsItsTaskBackAtOnce() throws Exception {
    try (Outside world = world().environment("SPADEWORK_AGENT_LEASE", "10m");
        Crew crew = new Crew(dir, world)) {
      world.start();
      crew.start("one");
      world.ask("add CSV export repo:acme/billing");
      assertThat(world.model.await(6, SOON)).as(crew.logged("one")).isTrue();
      crew.start("two");
      // No lease has to run out: ten minutes are more than anybody waits here.
      assertThat(crew.terminate("one")).as(crew.logged("one")).isZero();
      world.model.release();
      endsCalmly(world);
    }
  }
}
