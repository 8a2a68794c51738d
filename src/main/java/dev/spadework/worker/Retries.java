package dev.spadework.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * When to try again: exponential back-off with full jitter ("Exponential Backoff And Jitter", AWS
 * Architecture Blog), never sooner than the other side asked for.
 */
final class Retries {
  static final int AT_MOST = 12;

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Retries() {}

  /**
   * The wait before the next try; empty when it has been tried often enough.
   *
   * @param attempt counts from 1
   * @param random from 0 to 1
   */
  static Optional<Duration> after(int attempt, Optional<Duration> asked, double random) {
    if (attempt > AT_MOST) {
      return Optional.empty();
    }
    long ceiling = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 20));
    // At least half of the ceiling, so that a short outage is not hammered.
    Duration wait = Duration.ofMillis((long) (ceiling * (0.5 + random / 2)));
    return Optional.of(asked.filter(a -> a.compareTo(wait) > 0).orElse(wait));
  }
}
