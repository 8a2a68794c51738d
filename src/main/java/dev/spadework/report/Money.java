package dev.spadework.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Sums of money in words. */
public final class Money {
  private static final int CENT = 10_000;

  private Money() {}

  /**
   * {@code $0.11}; sums below one cent have three decimals, so that they do not read as nothing.
   *
   * @param micros millionths of a US dollar
   */
  public static String usd(long micros) {
    boolean tiny = micros != 0 && Math.abs(micros) < CENT;
    return "$"
        + BigDecimal.valueOf(micros, 6)
            .setScale(tiny ? 3 : 2, RoundingMode.HALF_UP)
            .toPlainString();
  }

  /** The same without cents where there are none: {@code $20}, {@code $2.50}. */
  public static String round(long micros) {
    return usd(micros).replaceAll("\\.00$", "");
  }
}
