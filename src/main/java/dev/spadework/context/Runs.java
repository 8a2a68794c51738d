package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import dev.spadework.context.Doc.Part;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words of the question that stand side by side there, and whether they do so in a stretch: {@code
 * tree writer} is in {@code JsonTreeWriter}, whatever else has a tree or a writer.
 */
final class Runs {
  /** Words between which at most one other stands are side by side. */
  private static final int NEAR = 2;

  private static final double TINY = 1e-9;

  /** What the parts of one file have of the question's pairs, as shares by weight. */
  final class Found {
    private final List<BitSet> pairs;

    private Found(List<BitSet> pairs) {
      this.pairs = pairs;
    }

    /** In one part. */
    double here(int part) {
      return share(pairs.subList(part, part + 1));
    }

    /** In a part and those next to it. */
    double near(int part) {
      return share(pairs.subList(Math.max(0, part - 1), Math.min(pairs.size(), part + 2)));
    }

    /** In the file. */
    double all() {
      return share(pairs);
    }

    private double share(List<BitSet> some) {
      BitSet together = new BitSet();
      some.forEach(together::or);
      return together.stream().mapToDouble(pair -> weights[pair]).sum() / all;
    }
  }

  private final Query query;
  private final Map<Long, Integer> asked = new HashMap<>();
  private final double[] weights;
  private final double all;

  /**
   * Notes what stands side by side.
   *
   * @param rarity how rare the words of the question are
   */
  Runs(Query query, Bm25 rarity) {
    this.query = query;
    int[] sequence = query.sequence();
    weights = new double[sequence.length * NEAR];
    double sum = TINY;
    for (int i = 0; i < sequence.length; i++) {
      for (int j = i + 1; j <= Math.min(i + NEAR, sequence.length - 1); j++) {
        int first = sequence[i];
        int second = sequence[j];
        int place = asked.size();
        if (first >= 0
            && second >= 0
            && first != second
            && asked.putIfAbsent(pair(first, second), place) == null) {
          weights[place] = Math.min(rarity.gain(first), rarity.gain(second));
          sum += weights[place];
        }
      }
    }
    all = sum;
  }

  private static long pair(int first, int second) {
    return (long) first << Integer.SIZE | second;
  }

  /** Looks through the parts of one file. */
  Found in(List<Part> parts) {
    return new Found(parts.stream().map(part -> in(part.terms())).toList());
  }

  private BitSet in(Stretch stretch) {
    BitSet pairs = new BitSet();
    int before = -1;
    int last = -1;
    for (int at = stretch.from(); at < stretch.to(); at++) {
      int slot = query.slot(stretch.terms()[at]);
      note(last, slot, pairs);
      note(before, slot, pairs);
      before = last;
      last = slot;
    }
    return pairs;
  }

  private void note(int first, int second, BitSet pairs) {
    Integer place = first < 0 || second < 0 ? null : asked.get(pair(first, second));
    if (place != null) {
      pairs.set(place);
    }
  }
}
