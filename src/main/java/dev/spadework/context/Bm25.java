package dev.spadework.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    int length() {
      return to - from;
    }

    /** How often each word of the question is there; null where none is. */
    int @Nullable [] counts(Query query) {
      int[] counts = null;
      for (int i = from; i < to; i++) {
        int slot = query.slot(terms[i]);
        if (slot >= 0) {
          counts = counts == null ? new int[query.size()] : counts;
          counts[slot]++;
        }
      }
      return counts;
    }
  }

  private final double[] scores;
  private final double[] gains;

  /**
   * Scores.
   *
   * @param longer words by which each is taken to be longer; it keeps very short ones from winning
   */
  Bm25(List<Stretch> stretches, Query query, int longer) {
    int[] df = new int[query.size()];
    int[][] tf = new int[stretches.size()][];
    double length = 0;
    for (int d = 0; d < tf.length; d++) {
      length += stretches.get(d).length() + longer;
      tf[d] = stretches.get(d).counts(query);
      for (int slot = 0; tf[d] != null && slot < df.length; slot++) {
        df[slot] += tf[d][slot] > 0 ? 1 : 0;
      }
    }
    gains = new double[df.length];
    for (int slot = 0; slot < df.length; slot++) {
      double idf = Math.log(1 + (tf.length - df[slot] + 0.5) / (df[slot] + 0.5));
      gains[slot] = query.weight(slot) * idf;
    }
    double average = Math.max(1, length / Math.max(1, tf.length));
    scores = new double[tf.length];
    for (int d = 0; d < tf.length; d++) {
      if (tf[d] != null) {
        scores[d] = score(tf[d], stretches.get(d).length() + longer, average);
      }
    }
  }

  /** The score of each stretch, in order. */
  double[] scores() {
    return scores;
  }

  /** What a word of the question counts here: its weight, and how rare it is. */
  double gain(int slot) {
    return gains[slot];
  }

  /**
   * The score of another stretch, as rare as words are among these.
   *
   * @param counts how often each word of the question is there
   * @param average the length that is neither long nor short
   */
  double score(int[] counts, int length, double average) {
    double norm = K1 * (1 - B + B * length / average);
    double score = 0;
    for (int slot = 0; slot < counts.length; slot++) {
      if (counts[slot] > 0) {
        score += gains[slot] * counts[slot] * (K1 + 1) / (counts[slot] + norm);
      }
    }
    return score;
  }
}
