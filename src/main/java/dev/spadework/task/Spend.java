package dev.spadework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a task has used.
 *
 * @param calls model calls that were answered
 * @param micros their price in millionths of a US dollar
 * @param openMicros the most that the call in flight can cost; 0 when there is none
 * @param cutOff the most that each call can have cost that was cut off before its answer was
 *     written down; it may have been paid
 * @param active time in which a worker had it, up to {@code since}
 * @param since when the worker that has it, or had it last, was last heard of
 */
public record Spend(
    int calls,
    long micros,
    Usage usage,
    long openMicros,
    List<Long> cutOff,
    Duration active,
    Optional<Instant> since) {
  static final Spend NONE =
      new Spend(0, 0, Usage.NONE, 0, List.of(), Duration.ZERO, Optional.empty());

  /** What an open call counts that the other side refused: it is not billed. */
  private static final long REFUSED = 1;

  /** Calls that were cut off; they may have been paid. */
  public int lost() {
    return cutOff.size();
  }

  /** Whether a call is out that may be billed. */
  public boolean inFlight() {
    return openMicros > REFUSED;
  }

  /** What counts against every cap: what was paid, and what may have been. */
  public long countedMicros() {
    return micros + lostMicros();
  }

  /** What a budget leaves after this, not below zero. */
  public long remaining(long budgetMicros) {
    return Math.max(budgetMicros - countedMicros(), 0);
  }

  /** The most that the calls that were cut off can have cost. */
  public long lostMicros() {
    return cutOff.stream().mapToLong(Long::longValue).sum();
  }

  Spend asked(long worstMicros) {
    return new Spend(calls, micros, usage, Math.max(worstMicros, REFUSED), open(), active, since);
  }

  Spend replied(Usage more, long price) {
    List<Long> left = cutOff;
    if (openMicros == 0 && !cutOff.isEmpty()) {
      // An answer that comes after all was counted as cut off when nobody waited for it any more.
      // Which of them it is cannot be told; the cap holds if it is the cheapest.
      left = new ArrayList<>(cutOff);
      left.remove(left.stream().min(Comparator.naturalOrder()).orElseThrow());
    }
    return new Spend(
        calls + 1, micros + price, usage.plus(more), 0, List.copyOf(left), active, since);
  }

  /** The other side refused the call, or it could not be reached. */
  Spend refused() {
    return new Spend(calls, micros, usage, Math.min(openMicros, REFUSED), cutOff, active, since);
  }

  /** A worker starts afresh: a call in flight is lost, and the gap before was nobody's. */
  Spend claimed(Instant at) {
    return new Spend(calls, micros, usage, 0, open(), active, Optional.of(at));
  }

  /** Nobody waits for the call in flight any more. */
  Spend dropped() {
    return new Spend(calls, micros, usage, 0, open(), active, since);
  }

  /** A worker was heard of. */
  Spend worked(Instant at) {
    return new Spend(
        calls, micros, usage, openMicros, cutOff, active.plus(running(at)), Optional.of(at));
  }

  /** Time used, the running stretch included. */
  public Duration activeAt(Instant now, Task task) {
    return task.working() ? active.plus(running(now)) : active;
  }

  private Duration running(Instant now) {
    Duration running = since.map(from -> Duration.between(from, now)).orElse(Duration.ZERO);
    return running.isNegative() ? Duration.ZERO : running;
  }

  private List<Long> open() {
    if (openMicros == 0) {
      return cutOff;
    }
    List<Long> more = new ArrayList<>(cutOff);
    more.add(openMicros);
    return List.copyOf(more);
  }
}
