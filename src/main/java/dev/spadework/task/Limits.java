package dev.spadework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Time and money that a task may use, as they stand now.
 *
 * @param now the present, for the running clock
 * @param dayLeftMicros what is left of the day's money, this task's spend so far taken off
 * @param confidence plans below it are shown to a person first; 0 to 1
 * @param worstMicros the most that the next call for each purpose can cost
 */
public record Limits(
    Instant now,
    int maxCalls,
    Duration maxTime,
    long dayLeftMicros,
    double confidence,
    Map<TaskEvent.Purpose, Long> worstMicros) {

  /** Whether the next call for this purpose would pass a limit. */
  boolean refuse(TaskEvent.Purpose purpose, Task task) {
    long worst = worstMicros.getOrDefault(purpose, 0L);
    Spend spend = task.spend();
    Grants more = task.grants();
    return spend.micros() + worst > task.budgetMicros()
        || worst > dayLeftMicros + more.micros()
        || spend.calls() >= maxCalls + more.calls()
        || spend.activeAt(now, task).compareTo(maxTime.plus(more.time())) >= 0;
  }
}
