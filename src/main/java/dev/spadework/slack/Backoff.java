package dev.spadework.slack;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: doubled after each failure up to a limit, and half of each drawn by lot,
 * so that many processes do not come back in step ("equal jitter", M. Brooker, "Exponential Backoff
 * and Jitter", AWS 2015).
 */
final class Backoff {
  private static final int DOUBLINGS = 20;

  private final Duration least;
  private final Duration most;
  private final DoubleSupplier lot;

  /**
   * @param lot draws from 0 (inclusive) to 1 (exclusive)
   */
  Backoff(Duration least, Duration most, DoubleSupplier lot) {
    this.least = least;
    this.most = most;
    this.lot = lot;
  }

  /** The pause after so many failures in a row; none after none. */
  Duration after(int failures) {
    if (failures <= 0) {
      return Duration.ZERO;
    }
    Duration full = least.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    long millis = (full.compareTo(most) > 0 ? most : full).toMillis();
    return Duration.ofMillis(Math.round(millis * (0.5 + lot.getAsDouble() / 2)));
  }
}
