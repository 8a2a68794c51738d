package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Story;
import dev.spadework.sandbox.Namespaces;
import dev.spadework.store.DatabaseKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two halves for Slack behind one address, and a worker, all processes of their own. */
class HalvesTest {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final String ASKED = "describe how rounding works";

  @TempDir Path dir;

  @Test
  void eitherTakesRequestsInAndOneDrawsAndTheOtherGoesOnWhenThatIsKilled() throws Exception {
    Namespaces.assumeUsable(dir.resolve("homes"));
    Story story =
        NoteStory.works(NoteStory.when(ASKED).plan(NoteStory.plan(0.3, "Up or to even?")));
    String url = DatabaseKind.POSTGRESQL.url(dir);
    try (Outside world = new Outside(dir, story).withoutWorker().environment("DATABASE_URL", url);
        Crew crew = new Crew(dir, world)) {
      world.start();
      URI first = URI.create(world.url("/slack/events"));
      URI second = crew.half("second").resolve("/slack/events");
      crew.start("worker");
      Delivered asked = world.ask(ASKED + " repo:acme/billing");
      String id = Asked.id(asked);
      world.slack.bot(second);
      // The acknowledgement was lost, say: Slack asks again, and gets to the other one.
      Delivered again = await(() -> world.slack.redeliver(asked, 1));
      assertThat(Asked.id(again)).isEqualTo(id);
      Asked task = Asked.in(world, SlackStandIn.CHANNEL, id);
      Message question = task.asks("Approve");
      // The first one leads, so what is pressed at the second one shows all the same.
      assertThat(holder(url)).hasSize(1);
      String led = holder(url).get(0);
      world.kill();
      task.press(SlackStandIn.ANN, question, "Approve");
      Message outcome = world.await("The pull request is ready", SOON);
      assertThat(holder(url)).doesNotContain(led);
      world.slack.bot(first);
      world.start();
      assertThat(outcome.threadTs()).contains(task.root().ts());
      assertThat(Rows.of(url, "select task_id from task_events where version = 1")).hasSize(1);
      assertThat(task.thread().stream().map(Wish::name))
          .doesNotHaveDuplicates()
          .contains("root", "card", "outcome");
      assertThat(world.github.pulls(Outside.REPO)).hasSize(1);
    }
  }

  private static List<String> holder(String url) {
    return Rows.of(url, "select holder from schedules where name = 'lead' and slot = 'slack'");
  }

  private interface Sends {
    Delivered once();
  }

  private static Delivered await(Sends sends) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    Delivered sent = sends.once();
    while (sent.status() != 200 && System.nanoTime() < end) {
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(200);
      sent = sends.once();
    }
    return sent;
  }
}
