package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Where a task stands, in one line. */
public final class Status {
  /** Characters of a cause that is somebody else's words. */
  private static final int REASON = 160;

  private static final int TEXT = 80;

  private Status() {}

  /**
   * {@code t-… acme/billing: add CSV export · working, step 3 of 4 · 3 min 10 s · $0.11 of $1.00}.
   */
  public static String line(Task task, Instant now) {
    return say(
        "status",
        "task",
        Code.of(task.id()),
        "repo",
        task.request().repo(),
        "text",
        Code.shortened(TestWords.oneLine(task.request().text()), TEXT),
        "state",
        state(task, now),
        "spend",
        spend(task, now));
  }

  /** {@code working, step 3 of 4}, {@code waiting for a person for 16 h}, {@code done}. */
  public static String state(Task task, Instant now) {
    Duration since = Duration.between(task.at(), now);
    Phase phase = task.phase();
    if (task.stall().isPresent()) {
      return say("state.stalled", "what", Code.shortened(task.stall().get().waitingFor(), REASON));
    }
    if (phase == Phase.WAITING) {
      return since.toMinutes() < 1
          ? say("state.waiting")
          : say("state.waiting.since", "since", Durations.words(since));
    }
    if (phase == Phase.WORKING && task.plan().isPresent()) {
      int steps = task.plan().get().steps().size();
      return say(
          "state.working",
          "step",
          Math.min(Math.max(task.currentStep(), 1), Math.max(steps, 1)),
          "steps",
          Math.max(steps, 1));
    }
    if (phase == Phase.REVIEWING && task.logs().read().isPresent()) {
      return say("state.reporting");
    }
    return say("state." + phase.name().toLowerCase(Locale.ROOT));
  }

  private static String spend(Task task, Instant now) {
    return say(
        "status.spend",
        "time",
        Durations.words(task.spend().activeAt(now, task)),
        "money",
        Money.usd(task.spend().micros()),
        "budget",
        Money.usd(task.budgetMicros()));
  }
}
