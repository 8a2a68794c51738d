package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import dev.spadework.context.Doc.Part;
import java.util.Arrays;
import java.util.List;

/**
 * How well the parts of one file fit a question: by BM25, alone and with what is around them, and
 * which of the words that were asked for they have at all.
 */
final class Fits {
  /** How many parts before and after one are looked at with it. */
  static final int[] AROUND = {0, 1, 3};

  /** Words that a part, and a part with those around it, has in most cases. */
  private static final double[] AVERAGE = {60, 160, 360};

  private static final double TINY = 1e-9;

  private final Query query;
  private final Bm25 rarity;
  private final double[][] fits;
  private final double[][] had;
  private final double[] whole;

  /**
   * Looks at each part.
   *
   * @param rarity how rare the words of the question are
   */
  Fits(List<Part> parts, Query query, Bm25 rarity) {
    this.query = query;
    this.rarity = rarity;
    int asked = query.size();
    int[][] sums = new int[parts.size() + 1][asked];
    int[] lengths = new int[parts.size() + 1];
    for (int i = 0; i < parts.size(); i++) {
      int[] counts = parts.get(i).terms().counts(query);
      for (int slot = 0; slot < asked; slot++) {
        sums[i + 1][slot] = sums[i][slot] + (counts == null ? 0 : counts[slot]);
      }
      lengths[i + 1] = lengths[i] + parts.get(i).terms().length();
    }
    fits = new double[AROUND.length][parts.size()];
    had = new double[parts.size()][];
    int[] counts = new int[asked];
    for (int i = 0; i < parts.size(); i++) {
      double[] near = {};
      for (int width = 0; width < AROUND.length; width++) {
        int from = Math.max(0, i - AROUND[width]);
        int to = Math.min(parts.size(), i + AROUND[width] + 1);
        for (int slot = 0; slot < asked; slot++) {
          counts[slot] = sums[to][slot] - sums[from][slot];
        }
        fits[width][i] = rarity.score(counts, lengths[to] - lengths[from], AVERAGE[width]);
        if (width == 0) {
          had[i] = had(counts);
        } else if (width == 1) {
          near = had(counts);
        }
      }
      double[] alone = had[i];
      had[i] = new double[] {alone[0], near[0], alone[1], alone[2], near[3], alone[3], near[2]};
    }
    int[] all = sums[parts.size()];
    whole = had(all);
  }

  /** How well a part fits, with {@code AROUND[width]} parts on each side. */
  double fit(int width, int part) {
    return fits[width][part];
  }

  /** How well the best part of the file fits. */
  double best(int width) {
    double best = TINY;
    for (double each : fits[width]) {
      best = Math.max(best, each);
    }
    return best;
  }

  /** How well the part fits that is so many before or after this one; 0 beyond the ends. */
  double beside(int part, int by) {
    int at = part + by;
    return at < 0 || at >= fits[0].length ? 0 : fits[0][at];
  }

  /**
   * The shares, by weight, of the words asked for that a part has, and that it has with those next
   * to it; its rarest one; the share of the whole identifiers; and, with those next to it, of the
   * words of the first line.
   */
  double[] had(int part) {
    return had[part];
  }

  /** The same shares for the file: of all words, of whole identifiers, of the first line. */
  double[] file() {
    return new double[] {whole[0], whole[2], whole[3]};
  }

  /** Of some words: share of all, rarest, share of whole identifiers, share of the first line. */
  double[] had(Stretch stretch) {
    int[] counts = stretch.counts(query);
    return had(counts == null ? new int[query.size()] : counts);
  }

  private double[] had(int[] counts) {
    double all = TINY;
    double wholes = TINY;
    double titles = TINY;
    double most = TINY;
    double[] had = new double[4];
    for (int slot = 0; slot < counts.length; slot++) {
      double gain = rarity.gain(slot);
      double here = counts[slot] > 0 ? gain : 0;
      all += gain;
      most = Math.max(most, gain);
      had[0] += here;
      had[1] = Math.max(had[1], here);
      if (query.whole(slot)) {
        wholes += gain;
        had[2] += here;
      }
      if (query.titled(slot)) {
        titles += gain;
        had[3] += here;
      }
    }
    had[0] /= all;
    had[1] /= most;
    had[2] /= wholes;
    had[3] /= titles;
    return had;
  }

  /** The place of each part among those of its file by how the wide stretch fits, from 1. */
  int[] places() {
    double[] wide = fits[AROUND.length - 1];
    Integer[] order = new Integer[wide.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (a, b) -> Double.compare(wide[b], wide[a]));
    int[] places = new int[wide.length];
    for (int i = 0; i < order.length; i++) {
      places[order[i]] = i + 1;
    }
    return places;
  }
}
