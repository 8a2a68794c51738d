package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Message;
import dev.spadework.desk.Script;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Stories;
import dev.spadework.forge.GitHubServer;
import dev.spadework.sandbox.DockerEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at the worst moments; each run ends like the calm one. */
@Tag("docker")
class KillTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path dir;

  private final Script calm = Stories.script(Duration.ZERO);

  @BeforeAll
  static void needsAnEngine() throws InterruptedException {
    DockerEngine.assumeRunning();
  }

  private Outside world(Script script) throws Exception {
    return new Outside(dir, script, "docker", DockerEngine.IMAGE);
  }

  /** One pull request, one outcome, the tested tree on the branch, root and card once. */
  private static void endsCalmly(Outside world) throws InterruptedException {
    Message outcome = world.await("The pull request is ready");
    assertThat(world.github.pulls(Outside.REPO)).hasSize(1);
    List<Message> thread =
        world.slack.thread(SlackStandIn.CHANNEL, outcome.threadTs().orElseThrow());
    assertThat(thread.stream().filter(m -> m.says("The pull request is ready"))).hasSize(1);
    assertThat(thread).hasSize(3);
    assertThat(outcome.words()).contains("27 passed");
    assertThat(world.origin.run("branch", "--list", "spadework/*").lines()).hasSize(1);
  }

  @Test
  void duringAModelCall() throws Exception {
    AtomicBoolean once = new AtomicBoolean(true);
    Script hangsOnce =
        request ->
            request.turn() == 2
                    && !request.isPlan()
                    && !request.isSummary()
                    && once.getAndSet(false)
                ? new Answer.Hang(calm.answer(request))
                : calm.answer(request);
    try (Outside world = world(hangsOnce)) {
      world.start();
      world.ask("add CSV export repo:acme/billing");
      assertThat(world.model.await(4, SOON)).isTrue();
      world.kill();
      world.model.release();
      world.start();
      endsCalmly(world);
      // Ten calls when calm; the one that was in flight is asked for again.
      assertThat(world.model.seen()).hasSize(11);
    }
  }

  @Test
  void duringACommand() throws Exception {
    Script sleepsOnce =
        request -> {
          Answer answer = calm.answer(request);
          return request.turn() == 0 && !request.isPlan() && !request.isSummary()
              ? Answer.calls(
                  Answer.call("run_command", Map.of("command", "touch half-done; sleep 300")))
              : request.isPlan() || request.isSummary() ? answer : shifted(request);
        };
    try (Outside world = world(sleepsOnce)) {
      world.start();
      world.ask("add CSV export repo:acme/billing");
      world.await("sleep 300");
      world.kill();
      world.start();
      endsCalmly(world);
      assertThat(world.model.seen().stream().filter(s -> s.body().contains("was cut off")))
          .isNotEmpty();
    }
  }

  /** The calm story, one turn later. */
  private Answer shifted(Script.Request request) {
    return calm.answer(
        new Script.Request(
            request.model(),
            request.system(),
            request.tools(),
            request.contents(),
            request.schema(),
            request.turn() - 1));
  }

  @Test
  void betweenPushAndPullRequest() throws Exception {
    try (Outside world = world(calm)) {
      world.github.mood(GitHubServer.Mood.DOWN);
      world.start();
      world.ask("add CSV export repo:acme/billing");
      long deadline = System.nanoTime() + SOON.toNanos();
      while (world.git.pushes() == 0 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(world.git.pushes()).isEqualTo(1);
      world.kill();
      world.github.mood(GitHubServer.Mood.WELL);
      world.start();
      endsCalmly(world);
      assertThat(world.model.seen()).hasSize(10);
    }
  }
}
