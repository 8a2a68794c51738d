package dev.spadework.task;

import java.time.Duration;
import java.time.Instant;

/**
 * What a task has used.
 *
 * @param calls model calls that were answered
 * @param micros their price in millionths of a US dollar
 * @param openMicros the most that the call in flight can cost; 0 when there is none
 * @param lost calls that were cut off before their answer was written down; may have been paid
 * @param active time in which a worker had it
 */
public record Spend(
    int calls, long micros, Usage usage, long openMicros, int lost, Duration active) {
  static final Spend NONE = new Spend(0, 0, Usage.NONE, 0, 0, Duration.ZERO);

  Spend asked(long worstMicros) {
    return new Spend(calls, micros, usage, Math.max(worstMicros, 1), lost + open(), active);
  }

  Spend replied(Usage more, long price) {
    return new Spend(calls + 1, micros + price, usage.plus(more), 0, lost, active);
  }

  /** Another worker starts afresh: the call in flight is lost. */
  Spend cutOff() {
    return new Spend(calls, micros, usage, 0, lost + open(), active);
  }

  Spend worked(Duration more) {
    return new Spend(calls, micros, usage, openMicros, lost, active.plus(more));
  }

  /** Time used, the running stretch included. */
  public Duration activeAt(Instant now, Task task) {
    Duration running = Duration.between(task.at(), now);
    return task.working() && !running.isNegative() ? active.plus(running) : active;
  }

  private int open() {
    return openMicros > 0 ? 1 : 0;
  }
}
