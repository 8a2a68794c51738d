package dev.spadework.context;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How much all clues of a part count together: small decision trees whose leaves are summed
 * (gradient boosting, Friedman, 2001), on top of the odds of the first look. They are fitted to
 * real changes of public repositories by {@code TreesFitTest}, by the same measure as {@link
 * Weights}.
 *
 * <p>A tree is a line of nodes from its root on, each after the one that leads to it: {@code
 * clue<=limit@no}, where the next node is meant if the clue is at most the limit, and node {@code
 * no} of the tree if it is not, or the number that a leaf adds.
 */
final class Trees {
  /** All clues, in order. */
  static final List<String> NAMES =
      Stream.of(Weights.NAMES, Clues.FILE, Clues.PART, Kin.NAMES).flatMap(List::stream).toList();

  private static final int ODDS = NAMES.indexOf("odds");
  private static final String RESOURCE = "/context/trees.txt";
  private static final int LEAF = -1;

  private static final class Fitted {
    static final Trees TREES = read();
  }

  private final int[] clues;
  private final float[] limits;
  private final int[] others;
  private final int[] roots;

  private Trees(int[] clues, float[] limits, int[] others, int[] roots) {
    this.clues = clues;
    this.limits = limits;
    this.others = others;
    this.roots = roots;
  }

  /** Those that come with the program; read once. */
  static Trees fitted() {
    return Fitted.TREES;
  }

  private static Trees read() {
    InputStream in = Trees.class.getResourceAsStream(RESOURCE);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return of(lines.lines().filter(line -> !line.startsWith("#")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads trees.
   *
   * @throws IllegalArgumentException a clue is unknown
   */
  static Trees of(List<String> trees) {
    List<String[]> split = trees.stream().map(tree -> tree.split(" ")).toList();
    int size = split.stream().mapToInt(nodes -> nodes.length).sum();
    int[] clues = new int[size];
    float[] limits = new float[size];
    int[] others = new int[size];
    int[] roots = new int[split.size()];
    int at = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = at;
      for (String node : split.get(tree)) {
        int limit = node.indexOf("<=");
        int other = node.indexOf('@');
        clues[at] = limit < 0 ? LEAF : clue(node.substring(0, limit));
        limits[at] = Float.parseFloat(limit < 0 ? node : node.substring(limit + 2, other));
        others[at++] = limit < 0 ? 0 : roots[tree] + Integer.parseInt(node.substring(other + 1));
      }
    }
    return new Trees(clues, limits, others, roots);
  }

  private static int clue(String name) {
    int clue = NAMES.indexOf(name);
    if (clue < 0) {
      throw new IllegalArgumentException("there is no clue " + name);
    }
    return clue;
  }

  /** The logarithm of how likely a change touches the part, less what is the same for all parts. */
  double odds(double[] values) {
    double odds = values[ODDS];
    for (int root : roots) {
      int node = root;
      while (clues[node] != LEAF) {
        // As what they were fitted to: without more digits than a limit has.
        node = (float) values[clues[node]] <= limits[node] ? node + 1 : others[node];
      }
      odds += limits[node];
    }
    return odds;
  }
}
