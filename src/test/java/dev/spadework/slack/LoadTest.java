package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Fault;
import dev.spadework.desk.Message;
import dev.spadework.journal.Claim;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Much at once: within Slack's limits on the way out, and in time on the way in. */
class LoadTest {
  private static final Duration SLACK_WAITS = Duration.ofSeconds(3);
  private static final int A_SECOND = 50;

  @TempDir Path folder;

  @Test
  void tenTasksInOneChannelLoseNothingAndDoubleNothing() throws Exception {
    try (SlackTown town = new SlackTown(folder).open()) {
      strict(town);
      TenTasks tasks = new TenTasks(town);
      // The clock jumps: what is checked is that all comes, not when.
      tasks.play(() -> town.clock.forward(Duration.ofSeconds(1)));
      complete(town);
    }
  }

  @Test
  @Tag("bench")
  void tenTasksInOneChannelInRealTime() throws Exception {
    try (SlackTown town = new SlackTown(folder).pace(Pace.USUAL).open()) {
      strict(town);
      TenTasks tasks = new TenTasks(town);
      tasks.play(() -> TimeUnit.SECONDS.sleep(1));
      complete(town);
      Figures.note("ten-tasks", tasks.figures());
      assertThat(Figures.percentile(tasks.questions(), 95)).isLessThan(Duration.ofSeconds(3));
    }
  }

  /** Our own limiter keeps us below Slack's limits; others of the workspace may use them up. */
  private static void strict(SlackTown town) {
    town.slack.enforceLimits(true);
    town.slack.refuseInBodyEvery(3);
    town.slack.fail("chat.postMessage", new Fault.Limited(1), 4);
    town.slack.fail("chat.update", new Fault.Refused("ratelimited"), 4);
  }

  private static void complete(SlackTown town) {
    for (String name : List.of("root", "card", "gate-g1", "outcome")) {
      assertThat(town.count(name)).as(name).isEqualTo(TenTasks.TASKS);
    }
    List<Message> files = town.all().stream().filter(m -> !m.files().isEmpty()).toList();
    assertThat(files).hasSize(TenTasks.TASKS);
    assertThat(town.all()).hasSize(5 * TenTasks.TASKS);
  }

  @Test
  @Tag("bench")
  void requestsAreAcknowledgedWhileWorkersAndDatabaseAreBusy() throws Exception {
    try (SlackTown town = new SlackTown(folder).open()) {
      List<Claim> busy = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        busy.add(town.task());
      }
      Message card = town.message(busy.get(0), "card");
      List<Duration> idle = send(town, card, 20);
      AtomicBoolean over = new AtomicBoolean();
      ExecutorService workers = Executors.newFixedThreadPool(busy.size());
      busy.forEach(claim -> workers.submit(() -> work(town, claim, over)));
      List<Duration> loaded = send(town, card, 60);
      over.set(true);
      workers.shutdown();
      assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      Duration p99 = Figures.percentile(loaded, 99);
      Figures.note("acknowledged", line("idle", idle));
      Figures.note("acknowledged", line("under load", loaded));
      Figures.note(
          "acknowledged",
          "p99 under load is %.1f times p99 idle"
              .formatted(p99.toNanos() / (double) Figures.percentile(idle, 99).toNanos()));
      assertThat(loaded).allSatisfy(took -> assertThat(took).isLessThan(SLACK_WAITS));
    }
  }

  private static String line(String what, List<Duration> took) {
    return "%s: %d requests at %d/s, p50 %d ms, p99 %d ms, max %d ms"
        .formatted(
            what,
            took.size(),
            A_SECOND,
            Figures.percentile(took, 50).toMillis(),
            Figures.percentile(took, 99).toMillis(),
            Figures.percentile(took, 100).toMillis());
  }

  /** A worker at its busiest: large checkpoints and facts as fast as they go. */
  private static void work(SlackTown town, Claim claim, AtomicBoolean over) {
    byte[] blob = new byte[200_000];
    for (int i = 0; !over.get(); i++) {
      town.journal.blobs().put(claim.task(), claim.task() + "/load-" + i % 20, blob);
      town.journal.fact(claim, new TaskEvent.Said(ANN, "line " + i));
      town.journal.entries(claim.task());
    }
  }

  private static List<Duration> send(SlackTown town, Message card, int seconds) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(64);
    List<Future<Delivered>> sent = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < seconds * A_SECOND; i++) {
      long due = start + i * 1_000_000_000L / A_SECOND;
      TimeUnit.NANOSECONDS.sleep(Math.max(due - System.nanoTime(), 0));
      int n = i;
      sent.add(senders.submit(() -> one(town, card, n)));
    }
    List<Duration> took = new ArrayList<>();
    for (Future<Delivered> one : sent) {
      took.add(one.get().took());
    }
    senders.shutdown();
    return took;
  }

  private static Delivered one(SlackTown town, Message card, int n) {
    return switch (n % 25) {
      case 0 -> town.slack.command(ANN, CHANNEL, "add CSV export to list " + n);
      case 1, 2, 3, 4, 5 ->
          town.slack
              .reply(SlackTown.BOB, CHANNEL, card.threadTs().orElseThrow(), "note " + n)
              .get(0);
      default -> town.slack.command(ANN, CHANNEL, "status");
    };
  }
}
