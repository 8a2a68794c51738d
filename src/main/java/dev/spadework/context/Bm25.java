package dev.spadework.context;

import java.util.List;

/**
 * Okapi BM25 (Robertson and Zaragoza, 2009) with k1 1.2 and b 0.75, by one pass over the words; no
 * index is kept, since a question is asked once of each tree.
 */
final class Bm25 {
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  /** A stretch of words that is scored as one document. */
  record Stretch(int[] terms, int from, int to) {
    static Stretch of(int[] terms) {
      return new Stretch(terms, 0, terms.length);
    }
  }

  private Bm25() {}

  /**
   * The score of each stretch, in order.
   *
   * @param longer words by which each is taken to be longer; it keeps very short ones from winning
   */
  static double[] scores(List<Stretch> stretches, Query query, int longer) {
    int asked = query.size();
    int[] df = new int[asked];
    int[][] tf = new int[stretches.size()][];
    double length = 0;
    for (int d = 0; d < tf.length; d++) {
      Stretch stretch = stretches.get(d);
      length += stretch.to - stretch.from + longer;
      for (int i = stretch.from; i < stretch.to; i++) {
        int slot = query.slot(stretch.terms[i]);
        if (slot >= 0) {
          tf[d] = tf[d] == null ? new int[asked] : tf[d];
          if (tf[d][slot]++ == 0) {
            df[slot]++;
          }
        }
      }
    }
    double average = Math.max(1, length / Math.max(1, tf.length));
    double[] idf = new double[asked];
    for (int slot = 0; slot < asked; slot++) {
      idf[slot] = Math.log(1 + (tf.length - df[slot] + 0.5) / (df[slot] + 0.5));
    }
    double[] scores = new double[tf.length];
    for (int d = 0; d < tf.length; d++) {
      if (tf[d] != null) {
        Stretch stretch = stretches.get(d);
        double norm = K1 * (1 - B + B * (stretch.to - stretch.from + longer) / average);
        for (int slot = 0; slot < asked; slot++) {
          double f = tf[d][slot];
          scores[d] += query.weight(slot) * idf[slot] * f * (K1 + 1) / (f + norm);
        }
      }
    }
    return scores;
  }
}
