package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in from Slack while the bot works: once each, written down, and in time. */
class IntakeAcceptanceTest {

  @TempDir static Path dir;
  private static Outside world;

  @BeforeAll
  static void start() throws Exception {
    world = new Outside(dir, request -> new Answer.Hang(Answer.text("never")));
    world.start();
  }

  @AfterAll
  static void stop() throws Exception {
    world.close();
  }

  @Test
  void oneRequestThatIsDeliveredThreeTimesIsOneTask() throws Exception {
    String channel = world.slack.addChannel("thrice", true);
    Delivered first = world.slack.command(SlackStandIn.ANN, channel, "rename the thrice column");
    Delivered second = world.slack.redeliver(first, 1);
    Delivered third = world.slack.redeliver(first, 2);
    assertThat(List.of(Asked.id(second), Asked.id(third))).containsOnly(Asked.id(first));
    oneTask(channel, Asked.id(first));
  }

  @Test
  void deliveriesThatRaceEachOtherAreOneTask() throws Exception {
    String channel = world.slack.addChannel("race", true);
    Delivered first = world.slack.command(SlackStandIn.ANN, channel, "rename the raced column");
    // The same bytes under another key of Slack's, which nobody has seen yet.
    String body = first.body().replaceAll("trigger_id=[^&]*", "trigger_id=7.7.race");
    Delivered unseen = new Delivered(first.contentType(), body, 0, "", Duration.ZERO);
    Set<String> tasks = new HashSet<>();
    for (Delivered answer : atOnce(8, n -> world.slack.redeliver(unseen, n))) {
      assertThat(answer.acknowledged()).as(answer.answer()).isTrue();
      tasks.add(Asked.id(answer));
    }
    assertThat(tasks).hasSize(1).doesNotContain(Asked.id(first));
    oneTask(channel, tasks.iterator().next());
  }

  /** Exactly one root message; a second one would be there before the next task's. */
  private static void oneTask(String channel, String id) throws InterruptedException {
    Delivered next = world.slack.command(SlackStandIn.ANN, channel, "and one more task after it");
    Asked.in(world, channel, Asked.id(next)).root();
    List<Message> roots = world.slack.messages(channel);
    assertThat(roots.stream().filter(root -> root.says(id))).hasSize(1);
    assertThat(
            Rows.of(
                dir,
                "select count(*) from task_events where version = 1 and task_id = '" + id + "'"))
        .containsExactly("1");
  }

  @Test
  void fiftyRequestsAtOnceAreFiftyTasks() throws Exception {
    String channel = world.slack.addChannel("fifty", true);
    // A bot that is in use, not one whose classes are still being loaded.
    assertThat(world.slack.command(SlackStandIn.BOB, channel, "say hello first").acknowledged())
        .isTrue();
    List<Delivered> answers =
        atOnce(
            50,
            n -> world.slack.command(SlackStandIn.ANN, channel, "rename the column number " + n));
    Set<String> tasks = new HashSet<>();
    answers.forEach(answer -> tasks.add(Asked.id(answer)));
    assertThat(tasks).hasSize(50);
    List<Duration> took = answers.stream().map(Delivered::took).sorted().toList();
    Files.writeString(
        Files.createDirectories(Path.of("target", "threads")).resolve("acknowledged.txt"),
        "50 at once: p50 %d ms, p99 %d ms%n"
            .formatted(took.get(24).toMillis(), took.get(49).toMillis()));
    assertThat(Rows.of(dir, "select task_id from task_events where version = 1"))
        .containsAll(tasks);
  }

  @Test
  void aTaskThatIsAskedWhileSlackIsAwayIsDrawnWhenItIsBack() throws Exception {
    world.kill();
    world.slackServer.down();
    world.start();
    String channel = world.slack.addChannel("patience", true);
    Delivered asked = world.slack.command(SlackStandIn.ANN, channel, "rename the patient column");
    assertThat(asked.acknowledged()).isTrue();
    assertThat(world.slack.messages(channel)).isEmpty();
    world.slackServer.up();
    assertThat(Asked.in(world, channel, Asked.id(asked)).root().words())
        .contains("rename the patient column");
  }

  private interface Sending {
    Delivered send(int number);
  }

  /** So many requests, none of which starts before all are ready. */
  private static List<Delivered> atOnce(int number, Sending sending) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(number);
    try {
      CountDownLatch ready = new CountDownLatch(number);
      List<Future<Delivered>> sent = new ArrayList<>();
      for (int i = 1; i <= number; i++) {
        int n = i;
        sent.add(
            senders.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return sending.send(n);
                }));
      }
      List<Delivered> answers = new ArrayList<>();
      for (Future<Delivered> answer : sent) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      senders.shutdownNow();
    }
  }
}
