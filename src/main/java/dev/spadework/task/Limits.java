package dev.spadework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Time and money that a task may use, as they stand now.
 *
 * @param now the present, for the running clock
 * @param reserve what is left of the day's money for this task, with what people let it use beyond
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
    return missing(purpose, task)
        || spend.calls() >= maxCalls + more.calls()
        || spend.activeAt(now, task).compareTo(maxTime.plus(more.time())) >= 0;
  }

  /** Subject of the gate at which this purpose is refused; the task's own cap comes first. */
  String subject(TaskEvent.Purpose purpose, Task task) {
    long own = missingToTask(purpose, task);
    long day = missingToDay(purpose);
    return own <= 0 && day > 0 ? Grants.subject(task, day, true) : Grants.subject(task, own, false);
  }

  private boolean missing(TaskEvent.Purpose purpose, Task task) {
    return missingToTask(purpose, task) > 0 || missingToDay(purpose) > 0;
  }

  /** How much money of its own the next call lacks; 0 or less: it has enough. */
  private long missingToTask(TaskEvent.Purpose purpose, Task task) {
    return task.spend().countedMicros()
        + worstMicros.getOrDefault(purpose, 0L)
        - task.budgetMicros();
  }

  private long missingToDay(TaskEvent.Purpose purpose) {
    return worstMicros.getOrDefault(purpose, 0L) - reserve.leftMicros();
  }
}
