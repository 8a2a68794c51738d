package dev.spadework.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Gradient boosting (Friedman, 2001) of small trees by Newton steps, for the same softmax of each
 * case as {@link Logit}, on top of odds that are there already. Values are put into bins; the leaf
 * that gains most is split next. Deterministic.
 */
final class Boost {
  private static final int TREES = 60;
  private static final int LEAVES = 8;
  private static final int BINS = 64;
  private static final double RATE = 0.05;
  private static final double RIDGE = 10;
  private static final double LEAST_CURVE = 2;
  private static final int LEAST_ROWS = 20;
  private static final double CLUES_PER_TREE = 0.3;
  private static final double CASES_PER_TREE = 0.8;

  /**
   * One case, of which some choices that were not taken may stand for several like them.
   *
   * @param values of each choice
   * @param shares how much of what was taken each choice is
   * @param odds of each choice so far, with the logarithm of how many it stands for
   */
  record Case(float[][] values, double[] shares, double[] odds) {}

  private record Split(int clue, int bin, double gain) {}

  private final class Leaf {
    final int[] rows;
    Split split;
    Leaf yes;
    Leaf no;
    double adds;

    Leaf(int[] rows, int[] clues) {
      this.rows = rows;
      split = best(rows, clues);
      double slope = 0;
      double curve = 0;
      for (int row : rows) {
        slope += slopes[row];
        curve += curves[row];
      }
      adds = -RATE * slope / (curve + RIDGE);
    }

    void grow(int[] clues) {
      byte[] binned = bins[split.clue];
      yes = new Leaf(Arrays.stream(rows).filter(r -> binned[r] <= split.bin).toArray(), clues);
      no = new Leaf(Arrays.stream(rows).filter(r -> binned[r] > split.bin).toArray(), clues);
    }
  }

  private final int[] starts;
  private final double[] shares;
  private final double[] odds;
  private final double[] slopes;
  private final double[] curves;
  private final byte[][] bins;
  private final float[][] limits;

  private Boost(List<Case> cases) {
    starts = new int[cases.size() + 1];
    for (int c = 0; c < cases.size(); c++) {
      starts[c + 1] = starts[c] + cases.get(c).shares.length;
    }
    int rows = starts[cases.size()];
    shares = cases.stream().flatMapToDouble(c -> Arrays.stream(c.shares)).toArray();
    odds = cases.stream().flatMapToDouble(c -> Arrays.stream(c.odds)).toArray();
    slopes = new double[rows];
    curves = new double[rows];
    int clues = cases.get(0).values[0].length;
    bins = new byte[clues][rows];
    limits = new float[clues][];
    float[] column = new float[rows];
    for (int clue = 0; clue < clues; clue++) {
      int row = 0;
      for (Case each : cases) {
        for (float[] values : each.values) {
          column[row++] = values[clue];
        }
      }
      limits[clue] = limits(column);
      for (row = 0; row < rows; row++) {
        int at = Arrays.binarySearch(limits[clue], column[row]);
        bins[clue][row] = (byte) (at < 0 ? -at - 1 : at);
      }
    }
  }

  /** Where bins end, each with that value: about as many rows in each. */
  private static float[] limits(float[] column) {
    float[] sorted = column.clone();
    Arrays.sort(sorted);
    float[] limits = new float[BINS - 1];
    int size = 0;
    for (int i = 1; i < BINS; i++) {
      float limit = sorted[(int) ((long) i * (sorted.length - 1) / BINS)];
      if (size == 0 || limit > limits[size - 1]) {
        limits[size++] = limit;
      }
    }
    return Arrays.copyOf(limits, size);
  }

  /** Trees in the form that {@link Trees#of} reads. */
  static List<String> fit(List<Case> cases, List<String> names) {
    Boost boost = new Boost(cases);
    Random random = new Random(7);
    List<String> trees = new ArrayList<>();
    for (int tree = 0; tree < TREES; tree++) {
      trees.add(boost.tree(random, names));
    }
    return trees;
  }

  private String tree(Random random, List<String> names) {
    boolean[] out = new boolean[starts.length - 1];
    for (int c = 0; c < out.length; c++) {
      out[c] = random.nextDouble() >= CASES_PER_TREE;
      steep(c);
    }
    int[] rows =
        IntStream.range(0, out.length)
            .filter(c -> !out[c])
            .flatMap(c -> IntStream.range(starts[c], starts[c + 1]))
            .toArray();
    int[] clues =
        IntStream.range(0, bins.length)
            .filter(clue -> random.nextDouble() < CLUES_PER_TREE)
            .toArray();
    Leaf root = new Leaf(rows, clues);
    PriorityQueue<Leaf> open =
        new PriorityQueue<>((a, b) -> Double.compare(b.split.gain, a.split.gain));
    open.add(root);
    for (int leaves = 1; leaves < LEAVES && open.peek().split.gain > 0; leaves++) {
      Leaf leaf = open.poll();
      leaf.grow(clues);
      open.add(leaf.yes);
      open.add(leaf.no);
    }
    for (int row = 0; row < odds.length; row++) {
      Leaf at = root;
      while (at.yes != null) {
        at = bins[at.split.clue][row] <= at.split.bin ? at.yes : at.no;
      }
      odds[row] += at.adds;
    }
    List<String> nodes = new ArrayList<>();
    write(root, nodes, names);
    return String.join(" ", nodes);
  }

  private void write(Leaf leaf, List<String> nodes, List<String> names) {
    if (leaf.yes == null) {
      nodes.add(String.format(Locale.ROOT, "%.4f", leaf.adds));
      return;
    }
    int at = nodes.size();
    nodes.add("");
    write(leaf.yes, nodes, names);
    String limit = Float.toString(limits[leaf.split.clue][leaf.split.bin]);
    nodes.set(at, names.get(leaf.split.clue) + "<=" + limit + "@" + nodes.size());
    write(leaf.no, nodes, names);
  }

  /** How the loss of a case falls and bends with the odds of each choice. */
  private void steep(int c) {
    double most = Double.NEGATIVE_INFINITY;
    double share = 0;
    for (int row = starts[c]; row < starts[c + 1]; row++) {
      most = Math.max(most, odds[row]);
      share += shares[row];
    }
    double sum = 0;
    for (int row = starts[c]; row < starts[c + 1]; row++) {
      slopes[row] = Math.exp(odds[row] - most);
      sum += slopes[row];
    }
    for (int row = starts[c]; row < starts[c + 1]; row++) {
      double chance = slopes[row] / sum;
      slopes[row] = share * chance - shares[row];
      curves[row] = Math.max(1e-6, share * chance * (1 - chance));
    }
  }

  private Split best(int[] rows, int[] clues) {
    Split best = new Split(0, 0, 0);
    for (int clue : clues) {
      double[] slope = new double[BINS];
      double[] curve = new double[BINS];
      int[] count = new int[BINS];
      byte[] binned = bins[clue];
      double slopeAll = 0;
      double curveAll = 0;
      for (int row : rows) {
        int bin = binned[row];
        slope[bin] += slopes[row];
        curve[bin] += curves[row];
        count[bin]++;
        slopeAll += slopes[row];
        curveAll += curves[row];
      }
      double slopeYes = 0;
      double curveYes = 0;
      int yes = 0;
      for (int bin = 0; bin < limits[clue].length; bin++) {
        slopeYes += slope[bin];
        curveYes += curve[bin];
        yes += count[bin];
        double curveNo = curveAll - curveYes;
        if (yes < LEAST_ROWS
            || rows.length - yes < LEAST_ROWS
            || curveYes < LEAST_CURVE
            || curveNo < LEAST_CURVE) {
          continue;
        }
        double gain =
            gain(slopeYes, curveYes)
                + gain(slopeAll - slopeYes, curveNo)
                - gain(slopeAll, curveAll);
        if (gain > best.gain) {
          best = new Split(clue, bin, gain);
        }
      }
    }
    return best;
  }

  private static double gain(double slope, double curve) {
    return slope * slope / (curve + RIDGE);
  }
}
