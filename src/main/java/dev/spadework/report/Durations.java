package dev.spadework.report;

import java.time.Duration;

/** Stretches of time in words. */
public final class Durations {
  private Durations() {}

  /** {@code 12 s}, {@code 3 min 10 s}, {@code 2 h 5 min}, {@code 3 d 4 h}; never negative. */
  public static String words(Duration duration) {
    long seconds = Math.max(duration.toSeconds(), 0);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
    }
    return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
  }

  /** {@code 12 s}, {@code 3 min}, {@code 16 h}, {@code 2 d}: the largest unit alone. */
  public static String coarse(Duration duration) {
    long seconds = Math.max(duration.toSeconds(), 0);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    // Up to two days people count in hours.
    return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  private static String two(long large, String unit, long small, String smaller) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
  }
}
