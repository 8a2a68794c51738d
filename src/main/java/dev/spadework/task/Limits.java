package dev.spadework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Time and money that a task may use, as they stand now.
 *
 * @param now the present, for the running clock
 * @param reserve what is left of the day's money, this task's spend so far taken off
 * @param confidence plans below it are shown to a person first; 0 to 1
 * @param approvePlans whether the repository wants every plan approved
 * @param worstMicros the most that the next call for each purpose can cost
 * @param answered purposes that cost nothing now: their answer is in the record already
 */
public record Limits(
    Instant now,
    int maxCalls,
    Duration maxTime,
    Reserve reserve,
    double confidence,
    boolean approvePlans,
    Map<TaskEvent.Purpose, Long> worstMicros,
    Set<TaskEvent.Purpose> answered) {

  /** Limits of a repository that asks for nothing special. */
  public Limits(
      Instant now,
      int maxCalls,
      Duration maxTime,
      long dayLeftMicros,
      double confidence,
      Map<TaskEvent.Purpose, Long> worstMicros) {
    this(
        now,
        maxCalls,
        maxTime,
        Reserve.of(dayLeftMicros, dayLeftMicros),
        confidence,
        false,
        worstMicros,
        Set.of());
  }

  /** Whether the next call for this purpose would pass a limit. */
  boolean refuse(TaskEvent.Purpose purpose, Task task) {
    if (answered.contains(purpose)) {
      return false;
    }
    Spend spend = task.spend();
    Grants more = task.grants();
    return missing(purpose, task) > 0
        || spend.calls() >= maxCalls + more.calls()
        || spend.activeAt(now, task).compareTo(maxTime.plus(more.time())) >= 0;
  }

  /** How much money the next call for this purpose lacks; 0 or less: it has enough. */
  long missing(TaskEvent.Purpose purpose, Task task) {
    long worst = worstMicros.getOrDefault(purpose, 0L);
    return Math.max(
        task.spend().micros() + worst - task.budgetMicros(),
        worst - reserve.leftMicros() - task.grants().micros());
  }
}
