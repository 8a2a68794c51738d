package dev.spadework;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Story;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancel, whatever the task is doing. One worker, so that a task can be made to wait in line. */
class CancelTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String MARK = "86399";

  @TempDir static Path dir;
  private static Outside world;

  @BeforeAll
  static void start() throws Exception {
    Answer never = new Answer.Hang(Answer.text("never"));
    Answer sleeps =
        Answer.calls(call("run_command", Map.of("command", "sleep " + MARK + " & wait")));
    world =
        new Outside(
            dir,
            Story.firstOf(
                request -> never,
                NoteStory.when("think for ever").turn(never),
                NoteStory.when("run for ever").turn(sleeps),
                NoteStory.when("ask first").plan(NoteStory.plan(0.2, "Really?")),
                NoteStory.works(NoteStory.when("just do it"))));
    world.settings("agent: { concurrent-tasks: 1 }\n");
    world.start();
  }

  @AfterAll
  static void stop() throws Exception {
    world.close();
  }

  @Test
  void duringAModelCall() throws Exception {
    Asked task = Asked.by(world, "thinking", "think for ever about rounding");
    awaitThat(() -> hangs("think for ever about rounding"), Duration.ofSeconds(60));
    task.press(SlackStandIn.ANN, "Cancel");
    stopped(task, "thinking");
    assertThat(task.awaits("Nothing was pushed").words())
        .contains("1 call without an answer, may have been paid too");
    // The worker is free again: the next task gets through.
    Asked next = Asked.by(world, "after", "just do it and describe rounding");
    next.awaits("The pull request is ready");
  }

  private static boolean hangs(String asked) {
    return world.model.seen().stream()
        .anyMatch(s -> s.body().contains(asked) && s.answer() instanceof Answer.Hang);
  }

  @Test
  void duringACommandWhoseWholeProcessTreeEnds() throws Exception {
    Asked task = Asked.by(world, "running", "run for ever and describe rounding");
    awaitThat(CancelTest::sleeping, Duration.ofSeconds(60));
    String told =
        world.slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, "cancel " + task.id).answer();
    assertThat(told).contains("Task `" + task.id + "` is stopped.");
    awaitThat(() -> !sleeping(), SOON);
    stopped(task, "running");
  }

  @Test
  void whileItWaitsInLine() throws Exception {
    Asked first = Asked.by(world, "first", "think for ever about the first");
    Asked second = Asked.by(world, "second", "just do it as the second");
    second.root();
    second.press(SlackStandIn.ANN, "Cancel");
    stopped(second, "in-line");
    first.press(SlackStandIn.ANN, "Cancel");
    stopped(first, "first");
    assertThat(world.origin.run("branch", "--list", "spadework/" + second.id + "*")).isEmpty();
  }

  @Test
  void whileAQuestionIsOpen() throws Exception {
    Asked task = Asked.by(world, "asking", "ask first how rounding works");
    Message question = task.asks("Approve");
    task.press(SlackStandIn.ANN, "Cancel");
    stopped(task, "asking");
    Message closed =
        task.awaits(m -> m.ts().equals(question.ts()) && m.buttons().isEmpty(), "closed question");
    assertThat(closed.words()).contains("Not decided: @ann stopped the task first");
    task.press(SlackStandIn.BOB, question, "Approve");
    assertThat(task.told(SlackStandIn.BOB, "has ended already"))
        .isEqualTo("Task `" + task.id + "` has ended already: stopped, by @ann.");
    String again =
        world.slack.command(SlackStandIn.BOB, SlackStandIn.CHANNEL, "cancel " + task.id).answer();
    assertThat(again).contains("has ended already: stopped, by @ann.");
  }

  /** The card says so and has no button any more; one outcome; the record knows one end. */
  private static void stopped(Asked task, String name) throws Exception {
    Message outcome = task.awaits("Nothing was pushed");
    assertThat(outcome.words()).startsWith("Stopped by @ann.");
    Message card =
        task.awaits(
            m -> m.words().contains(" — stopped") && m.buttons().isEmpty(), "a stopped card");
    assertThat(card.ts()).isNotEqualTo(outcome.ts());
    List<Message> outcomes =
        task.thread().stream().filter(m -> m.says("Nothing was pushed")).toList();
    assertThat(outcomes).hasSize(1);
    assertThat(
            Rows.of(
                dir, "select type from task_events where task_id = '" + task.id + "' order by seq"))
        .containsOnlyOnce("cancelled")
        .doesNotContain("gave_up");
    task.keep("cancel-" + name);
  }

  private static boolean sleeping() {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().commandLine().filter(c -> c.contains("sleep " + MARK)).isPresent());
  }

  private static void awaitThat(BooleanSupplier condition, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time\n%s", world.logged()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
