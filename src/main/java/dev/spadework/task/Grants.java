package dev.spadework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What people added to a task's limits when it had reached them.
 *
 * @param beyond what was added where the money of a day was used up; it lasts until that day ends
 */
public record Grants(long micros, int calls, Duration time, List<Beyond> beyond) {
  static final Grants NONE = new Grants(0, 0, Duration.ZERO, List.of());

  /** Begin of the subjects of money gates about a day, not about the task. */
  private static final String DAY = "day-";

  /**
   * Money beyond that of a day.
   *
   * @param countedMicros what the task had used when it was given
   */
  record Beyond(long micros, Instant at, long countedMicros) {}

  /** Calls that come with each Continue. */
  public static final int CALLS = 20;

  /** Time that comes with each Continue. */
  public static final Duration TIME = Duration.ofMinutes(15);

  private static final long CENT = 10_000;

  /** What Continue at the gate with this subject adds: money, and calls and time to use it. */
  Grants plus(String subject, Task task) {
    long more = more(subject, task);
    int allCalls = calls + CALLS;
    Duration allTime = time.plus(TIME);
    if (!aboutDay(subject)) {
      return new Grants(micros + more, allCalls, allTime, beyond);
    }
    List<Beyond> all = new ArrayList<>(beyond);
    all.add(new Beyond(more, task.at(), task.spend().countedMicros()));
    return new Grants(micros, allCalls, allTime, List.copyOf(all));
  }

  /**
   * How much more a task may use although a day's money is used up, because a person said so.
   *
   * @param day when that day began
   * @param countedMicros what the task has used by now
   */
  public long beyondSince(Instant day, long countedMicros) {
    List<Beyond> valid = beyond.stream().filter(each -> !each.at().isBefore(day)).toList();
    if (valid.isEmpty()) {
      return 0;
    }
    long used = countedMicros - valid.get(0).countedMicros();
    return Math.max(valid.stream().mapToLong(Beyond::micros).sum() - used, 0);
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

  /** Whether the gate with this subject is about the money of a day, not about the task's cap. */
  public static boolean aboutDay(String subject) {
    return subject.startsWith(DAY);
  }

  /**
   * Subject of a money gate at which so much is missing.
   *
   * @param day whether it is the money of a day that does not suffice
   */
  static String subject(Task task, long missing, boolean day) {
    String subject = (day ? DAY : "") + "v" + task.version();
    long cents = (missing + CENT - 1) / CENT * CENT;
    return cents <= step(task.request().budgetMicros()) ? subject : subject + "+" + cents;
  }

  private static long step(long budgetMicros) {
    return Math.max(budgetMicros / 2, CENT);
  }
}
