package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Stories;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.slack.Figures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /agent} to pull request, with a real container and a real git server. */
@Tag("docker")
class EndToEndTest {
  @TempDir Path dir;

  @BeforeAll
  static void needsAnEngine() throws InterruptedException {
    DockerEngine.assumeRunning();
  }

  @Test
  void aCommandInSlackComesBackAsATestedPullRequest() throws Exception {
    try (Outside world =
        new Outside(dir, Stories.script(Duration.ZERO), "docker", DockerEngine.IMAGE)) {
      world.start();
      Delivered asked = world.ask("add CSV export to invoices repo:acme/billing");
      assertThat(asked.status()).isEqualTo(200);
      Message outcome = world.await("The pull request is ready");
      String words = outcome.words();
      assertThat(words)
          .contains("21 passed before", "27 passed")
          .contains("sh test.sh")
          .contains("$0.")
          .contains("InvoiceCsv");
      List<Message> thread =
          world.slack.thread(SlackStandIn.CHANNEL, outcome.threadTs().orElseThrow());
      // Root, card, outcome: a calm thread.
      assertThat(thread).hasSize(3);
      assertThat(world.github.pulls(Outside.REPO)).hasSize(1);
      int first = world.model.seen().get(0).body().length() / 4;
      Figures.note("prompt", "tokens of the first prompt (characters / 4): " + first);
      assertThat(first).isLessThan(4_000);
      String branch =
          world.origin.run("branch", "--list", "spadework/*", "--format=%(refname:short)").strip();
      assertThat(world.origin.run("diff", "--stat", "main", branch)).contains("InvoiceCsv.java");
      assertThat(world.terminate()).isZero();
      assertThat(Files.readString(world.log())).doesNotContain(Outside.KEY, Outside.TOKEN);
    }
  }
}
