package dev.spadework.task;

import java.time.Duration;

/** What people added to a task's limits when it had reached them. */
public record Grants(long micros, int calls, Duration time) {
  static final Grants NONE = new Grants(0, 0, Duration.ZERO);

  /** Calls that come with each Continue. */
  public static final int CALLS = 20;

  /** Time that comes with each Continue. */
  public static final Duration TIME = Duration.ofMinutes(15);

  private static final long CENT = 10_000;

  /** So much money more, and calls and time to use it. */
  Grants plus(long more) {
    return new Grants(micros + more, calls + CALLS, time.plus(TIME));
  }

  /**
   * What Continue adds at the money gate with this subject, in millionths of a US dollar: half of
   * the task's first budget, or more where that would not let the next call through.
   */
  public static long more(String subject, Task task) {
    int plus = subject.indexOf('+');
    return plus < 0
        ? step(task.request().budgetMicros())
        : Long.parseLong(subject.substring(plus + 1));
  }

  /** Subject of a money gate at which so much is missing. */
  static String subject(Task task, long missing) {
    String subject = "v" + task.version();
    long cents = (missing + CENT - 1) / CENT * CENT;
    return cents <= step(task.request().budgetMicros()) ? subject : subject + "+" + cents;
  }

  private static long step(long budgetMicros) {
    return Math.max(budgetMicros / 2, CENT);
  }
}
