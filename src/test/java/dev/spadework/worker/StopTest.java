package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Story;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Phase;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Being stopped, handed over and held by one worker at a time. */
class StopTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path dir;

  private static Story slow(String command) {
    return Story.named("slow")
        .plan(MainJobTest.plan(0.9))
        .turn(Answer.calls(Answer.call("run_command", Map.of("command", command))));
  }

  private static boolean within(Duration time, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!holds.getAsBoolean() && System.nanoTime() < deadline) {
      never.await(20, TimeUnit.MILLISECONDS);
    }
    return holds.getAsBoolean();
  }

  private static boolean runs(String argument) {
    return ProcessHandle.allProcesses()
        .anyMatch(
            process ->
                process
                    .info()
                    .arguments()
                    .filter(all -> List.of(all).contains(argument))
                    .isPresent());
  }

  private static void cancel(House house, String id) {
    house.journal.add(id, Optional.empty(), new TaskEvent.Cancelled("U0ANN"));
  }

  private static long count(House house, String id, Class<?> shape) {
    return house.journal.entries(id).stream().map(Entry::event).filter(shape::isInstance).count();
  }

  /** The only worker is free again: it takes up the next task. */
  private static void isFreeSoon(House house) throws InterruptedException {
    String next = house.ask("something else");
    assertThat(within(SOON, () -> house.journal.task(next).orElseThrow().claimed())).isTrue();
  }

  @Test
  void aCancelDuringAModelCallDropsTheCall() throws Exception {
    Story story = Shop.calm().plan(request -> new Answer.Hang(Answer.text("late")));
    try (House house = new House(dir, story)) {
      house.concurrent(1).restart();
      String id = house.ask("add a subtraction");
      assertThat(house.model.await(1, Duration.ofSeconds(30))).isTrue();
      cancel(house, id);
      isFreeSoon(house);
      assertThat(house.journal.task(id).orElseThrow().phase()).isEqualTo(Phase.CANCELLED);
      house.model.release();
    }
  }

  @Test
  void aCancelDuringACommandKillsItsWholeProcessTree() throws Exception {
    String unique = "61.70" + System.nanoTime() % 1_000_000;
    try (House house = new House(dir, slow("(setsid sleep " + unique + " &) ; sleep " + unique))) {
      house.concurrent(1).restart();
      String id = house.ask("add a subtraction");
      assertThat(within(Duration.ofSeconds(30), () -> runs(unique))).isTrue();
      cancel(house, id);
      assertThat(within(SOON, () -> !runs(unique))).as("no process is left").isTrue();
      isFreeSoon(house);
      assertThat(house.journal.task(id).orElseThrow().phase()).isEqualTo(Phase.CANCELLED);
    }
  }

  @Test
  void aProcessThatStopsHandsTheTaskBackAfterTheStepAndAnotherGoesOn() throws Exception {
    try (House house = new House(dir, Shop.calm())) {
      CountDownLatch running = new CountDownLatch(1);
      house.onCommand(
          command -> {
            if (command.equals("sh sub.sh 3 1")) {
              running.countDown();
            }
          });
      String id = house.ask("add a subtraction");
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      house.restart();
      assertThat(house.awaitEnd(id).phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(count(house, id, TaskEvent.Claimed.class)).isEqualTo(2);
      assertThat(house.commands.stream().filter("sh sub.sh 3 1"::equals)).hasSize(1);
      assertThat(house.events(id)).doesNotContain("cut off by a restart");
      assertThat(house.model.seen()).hasSize(6);
    }
  }

  @Test
  void twoProcessesNeverStepOneTaskAtTheSameTime() {
    try (House house = new House(dir, Shop.calm())) {
      Living second = house.process("w2");
      second.start();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        ids.add(house.ask("add a subtraction"));
      }
      for (String id : ids) {
        assertThat(house.awaitEnd(id).phase()).as(house.events(id)).isEqualTo(Phase.DONE);
        assertThat(count(house, id, TaskEvent.Claimed.class)).isEqualTo(1);
      }
      second.stop();
      assertThat(house.model.seen()).hasSize(6 * ids.size());
      assertThat(house.github.pulls(House.REPO)).hasSize(ids.size());
    }
  }

  @Test
  void whatADeadProcessHeldIsTakenOverWhenItsLeaseHasRunOut() throws Exception {
    Story story = Shop.calm();
    AtomicBoolean first = new AtomicBoolean(true);
    try (House house =
        new House(
            dir,
            request ->
                request.turn() == 1 && first.getAndSet(false)
                    ? new Answer.Hang(story.answer(request))
                    : story.answer(request))) {
      String id = house.ask("add a subtraction");
      assertThat(house.model.await(3, Duration.ofSeconds(30))).isTrue();
      house.living.die();
      Living heir = house.process("w2");
      house.journal = heir.journal;
      assertThat(heir.journal.claim("w3", Duration.ofSeconds(20))).isEmpty();
      heir.start();
      house.watch.forward(Duration.ofSeconds(21));
      assertThat(house.awaitEnd(id).phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(count(house, id, TaskEvent.Claimed.class)).isEqualTo(2);
      assertThat(house.github.pulls(House.REPO)).hasSize(1);
      house.model.release();
      heir.stop();
    }
  }

  /** It slept through its lease, and its model answers late: paid, written down, not heard. */
  @Test
  void aZombieChangesNothing() throws Exception {
    Story story = Shop.calm();
    AtomicBoolean first = new AtomicBoolean(true);
    try (House house =
        new House(
            dir,
            request ->
                request.turn() == 1 && first.getAndSet(false)
                    ? new Answer.Hang(story.answer(request))
                    : story.answer(request))) {
      String id = house.ask("add a subtraction");
      assertThat(house.model.await(3, Duration.ofSeconds(30))).isTrue();
      Living heir = house.process("w2");
      house.watch.forward(Duration.ofSeconds(21));
      heir.start();
      house.await(id, task -> task.spend().lost() == 1);
      house.model.release();
      assertThat(house.awaitEnd(id).phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(house.github.pulls(House.REPO)).hasSize(1);
      assertThat(count(house, id, TaskEvent.ToolReturned.class)).isEqualTo(9);
      heir.stop();
    }
  }

  @Test
  void aTaskThatIsDecidedAtOnceDoesNotLoseTheSandboxThatItGoesOnWith() {
    Story story = Shop.calm().plan(MainJobTest.plan(0.5));
    try (House house = new House(dir, story)) {
      CountDownLatch ran = new CountDownLatch(1);
      house.onCommand(
          command -> {
            if (command.equals("sh sub.sh 3 1")) {
              ran.countDown();
            }
          });
      house.onAppend(
          entry -> {
            if (entry.event() instanceof TaskEvent.GateOpened) {
              house.decide(entry.task(), Choice.APPROVE, "");
            }
          });
      house.living.sandboxes.onClose(
          () -> {
            try {
              ran.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      String id = house.ask("add a subtraction");
      assertThat(house.awaitEnd(id).phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(count(house, id, TaskEvent.Stalled.class)).isZero();
    }
  }
}
