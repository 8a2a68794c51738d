package dev.spadework.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * How much each clue counts: a conditional logit (McFadden, 1974) on which parts of a tree a change
 * touched, fitted to real changes of public repositories by {@code WeightsFitTest}, which also says
 * how well weights that were fitted without a repository do on it.
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
          "named",
          "file-size",
          "other",
          "test",
          "touched",
          "alike",
          "last-touched",
          "fit",
          "declares",
          "around",
          "fit-in-file",
          "coverage",
          "place-in-file",
          "part",
          "near",
          "wide",
          "parts",
          "size",
          "comments",
          "imports",
          "declarations",
          "indent",
          "first",
          "last",
          "position");

  private final double[] weights;

  Weights(double[] weights) {
    this.weights = weights.clone();
  }

  /** Those that come with the program. */
  static Weights fitted() {
    Properties properties = new Properties();
    try (InputStream in = Weights.class.getResourceAsStream("/context/weights.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Weights(NAMES.stream().mapToDouble(name -> number(properties, name)).toArray());
  }

  /** The logarithm of how likely a change touches the part, less what is the same for all parts. */
  double odds(double[] clues) {
    double odds = 0;
    for (int i = 0; i < weights.length; i++) {
      odds += weights[i] * clues[i];
    }
    return odds;
  }

  private static double number(Properties properties, String name) {
    return Double.parseDouble(properties.getProperty(name));
  }
}
