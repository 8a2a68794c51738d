package dev.spadework.task;

import java.time.Duration;

/** What people added to a task's limits when it had reached them. */
public record Grants(long micros, int calls, Duration time) {
  static final Grants NONE = new Grants(0, 0, Duration.ZERO);

  /** Calls and time that come with each Continue. */
  private static final int CALLS = 20;

  private static final Duration TIME = Duration.ofMinutes(15);

  /** Half of the task's first budget more, and calls and time to use it. */
  Grants plus(long budgetMicros) {
    return new Grants(micros + step(budgetMicros), calls + CALLS, time.plus(TIME));
  }

  /** What one Continue adds to a budget, in millionths of a US dollar. */
  public static long step(long budgetMicros) {
    return Math.max(budgetMicros / 2, 10_000);
  }
}
