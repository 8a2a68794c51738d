package dev.spadework.llm;

import java.math.BigDecimal;

/**
 * What a model costs, in USD per million tokens, which is the same as micro-dollars per token.
 *
 * @param input a token of the prompt
 * @param cached a token of the prompt that the provider had cached
 * @param output a token of the answer or of thinking
 */
public record Price(BigDecimal input, BigDecimal cached, BigDecimal output) {
  public Price {
    if (input.signum() < 0 || cached.signum() < 0 || output.signum() < 0) {
      throw new IllegalArgumentException("A price cannot be below zero");
    }
  }

  /** Of a model on a machine of one's own, where that is said; never of one without a price. */
  public static final Price LOCAL = new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** A price in USD per million tokens. */
  public static Price of(double input, double cached, double output) {
    return new Price(
        BigDecimal.valueOf(input), BigDecimal.valueOf(cached), BigDecimal.valueOf(output));
  }
}
