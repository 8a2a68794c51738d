package dev.spadework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a task has used.
 *
 * @param calls model calls that were answered
 * @param micros their price in millionths of a US dollar
 * @param openMicros the most that the call in flight can cost; 0 when there is none
 * @param lost calls that were cut off before their answer was written down; may have been paid
 * @param active time in which a worker had it, up to {@code since}
 * @param since when the worker that has it, or had it last, was last heard of
 */
public record Spend(
    int calls,
    long micros,
    Usage usage,
    long openMicros,
    int lost,
    Duration active,
    Optional<Instant> since) {
  static final Spend NONE = new Spend(0, 0, Usage.NONE, 0, 0, Duration.ZERO, Optional.empty());

  Spend asked(long worstMicros) {
    return new Spend(calls, micros, usage, Math.max(worstMicros, 1), lost + open(), active, since);
  }

  Spend replied(Usage more, long price) {
    // An answer that comes after all was counted as lost when nobody waited for it any more.
    int late = openMicros == 0 && lost > 0 ? 1 : 0;
    return new Spend(calls + 1, micros + price, usage.plus(more), 0, lost - late, active, since);
  }

  /** A worker starts afresh: a call in flight is lost, and the gap before was nobody's. */
  Spend claimed(Instant at) {
    return new Spend(calls, micros, usage, 0, lost + open(), active, Optional.of(at));
  }

  /** Nobody waits for the call in flight any more. */
  Spend cutOff() {
    return new Spend(calls, micros, usage, 0, lost + open(), active, since);
  }

  /** A worker was heard of. */
  Spend worked(Instant at) {
    return new Spend(
        calls, micros, usage, openMicros, lost, active.plus(running(at)), Optional.of(at));
  }

  /** Time used, the running stretch included. */
  public Duration activeAt(Instant now, Task task) {
    return task.working() ? active.plus(running(now)) : active;
  }

  private Duration running(Instant now) {
    Duration running = since.map(from -> Duration.between(from, now)).orElse(Duration.ZERO);
    return running.isNegative() ? Duration.ZERO : running;
  }

  private int open() {
    return openMicros > 0 ? 1 : 0;
  }
}
