package dev.spadework.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * How much each clue counts: a logistic regression on whether a change touched a passage, fitted to
 * real changes of public repositories by {@code WeightsFitTest}, which also says how well weights
 * that were fitted without a repository do on it.
 */
final class Weights {
  static final List<String> NAMES =
      List.of(
          "fused",
          "text",
          "path",
          "names",
          "passage",
          "past",
          "rank",
          "fit",
          "fit-in-file",
          "declares",
          "around",
          "coverage",
          "place-in-file",
          "passages",
          "file-size",
          "size",
          "first",
          "other",
          "touched",
          "no-words");

  private static final String CONSTANT = "constant";

  private final double[] weights;
  private final double constant;

  Weights(double[] weights, double constant) {
    this.weights = weights.clone();
    this.constant = constant;
  }

  /** Those that come with the program. */
  static Weights fitted() {
    Properties properties = new Properties();
    try (InputStream in = Weights.class.getResourceAsStream("/context/weights.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Weights(
        NAMES.stream().mapToDouble(name -> number(properties, name)).toArray(),
        number(properties, CONSTANT));
  }

  /** The logarithm of the odds that a change touches the passage. */
  double odds(double[] clues) {
    double odds = constant;
    for (int i = 0; i < weights.length; i++) {
      odds += weights[i] * clues[i];
    }
    return odds;
  }

  private static double number(Properties properties, String name) {
    return Double.parseDouble(properties.getProperty(name));
  }
}
