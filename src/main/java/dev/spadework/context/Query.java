package dev.spadework.context;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The words of a task that a corpus knows, each with its weight. */
final class Query {
  private static final int LONGEST = 20_000;

  /** A word of the first line counts as if it came this many times more. */
  private static final int TITLE = 2;

  private final int[] slots;
  private final double[] weights;

  private Query(int[] slots, double[] weights) {
    this.slots = slots;
    this.weights = weights;
  }

  static Query of(String task, Corpus corpus) {
    String text = task.length() > LONGEST ? task.substring(0, LONGEST) : task;
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (String term : Terms.asked(text)) {
      corpus.number(term).ifPresent(number -> counts.merge(number, 1, Integer::sum));
    }
    String title = text.strip().lines().findFirst().orElse("");
    for (String term : Terms.asked(title)) {
      corpus.number(term).ifPresent(number -> counts.merge(number, TITLE, Integer::sum));
    }
    int[] slots = new int[corpus.words()];
    Arrays.fill(slots, -1);
    double[] weights = new double[counts.size()];
    int slot = 0;
    for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
      slots[count.getKey()] = slot;
      weights[slot++] = 1 + Math.log(count.getValue());
    }
    return new Query(slots, weights);
  }

  int size() {
    return weights.length;
  }

  /** The place of a word among those asked for; -1 if it is not asked for. */
  int slot(int term) {
    return slots[term];
  }

  double weight(int slot) {
    return weights[slot];
  }
}
