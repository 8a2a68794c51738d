package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import java.time.Duration;
import java.util.List;

/**
 * What tasks like this one have cost here: a median and the middle half, from the team's own record
 * and nothing else.
 *
 * @param tasks how many there were
 * @param lowMicros a quarter cost less, in millionths of a US dollar
 * @param highMicros a quarter cost more
 * @param time the median of the time that a worker had them
 */
public record Estimate(
    int tasks, long lowMicros, long medianMicros, long highMicros, Duration time) {
  private static final Estimate NONE = new Estimate(0, 0, 0, 0, Duration.ZERO);

  /** From these on a spread says something. */
  private static final int SPREAD = 4;

  /**
   * From the tasks of the same repository and kind that have a pull request.
   *
   * @param before tasks that ended before this one was asked for; others are left out
   */
  public static Estimate of(Task task, List<Task> before) {
    List<Task> like =
        before.stream()
            .filter(each -> each.phase() == Phase.DONE)
            .filter(each -> each.request().repo().equals(task.request().repo()))
            .filter(each -> each.request().kind().equals(task.request().kind()))
            .toList();
    if (like.isEmpty()) {
      return NONE;
    }
    List<Long> micros = like.stream().map(each -> each.spend().micros()).sorted().toList();
    List<Duration> times = like.stream().map(each -> each.spend().active()).sorted().toList();
    return new Estimate(
        like.size(),
        at(micros, 1),
        at(micros, 2),
        at(micros, 3),
        times.get((times.size() - 1) / 2));
  }

  /** In words, with where it comes from. */
  public String words() {
    if (tasks == 0) {
      return say("estimate.none");
    }
    return tasks < SPREAD
        ? say(
            "estimate.few",
            "tasks",
            Counted.of(tasks, "finished task"),
            "median",
            Money.usd(medianMicros),
            "time",
            Durations.words(time))
        : say(
            "estimate",
            "tasks",
            Counted.of(tasks, "finished task"),
            "median",
            Money.usd(medianMicros),
            "low",
            Money.usd(lowMicros),
            "high",
            Money.usd(highMicros),
            "time",
            Durations.words(time));
  }

  /** A quartile by nearest rank. */
  private static long at(List<Long> sorted, int quarter) {
    return sorted.get((int) Math.ceil(sorted.size() * quarter / 4.0) - 1);
  }
}
