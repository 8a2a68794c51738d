package dev.spadework.context;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The words of a task that a corpus knows, each with its weight. */
final class Query {
  private static final int LONGEST = 20_000;

  private static final Pattern IDENTIFIER = Pattern.compile("[\\w$]{3,80}");

  /** A word of the first line counts as if it came this many times more. */
  private static final int TITLE = 2;

  private final int[] slots;
  private final double[] weights;
  private final BitSet titled;
  private final BitSet whole;
  private final int[] sequence;

  private Query(int[] slots, double[] weights, BitSet titled, BitSet whole, int[] sequence) {
    this.slots = slots;
    this.weights = weights;
    this.titled = titled;
    this.whole = whole;
    this.sequence = sequence;
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
    return new Query(
        slots,
        weights,
        places(Terms.asked(title), slots, corpus),
        places(wholes(text), slots, corpus),
        Terms.asked(text).stream()
            .mapToInt(term -> corpus.number(term).map(number -> slots[number]).orElse(-1))
            .toArray());
  }

  /** The identifiers of several parts, such as {@code parseHttpUrl}, each as one word. */
  private static List<String> wholes(String text) {
    return IDENTIFIER
        .matcher(text)
        .results()
        .map(match -> Terms.of(match.group()))
        .filter(words -> words.size() > 1)
        .map(words -> words.get(words.size() - 1))
        .toList();
  }

  private static BitSet places(List<String> words, int[] slots, Corpus corpus) {
    BitSet places = new BitSet();
    for (String word : words) {
      corpus.number(word).filter(n -> slots[n] >= 0).ifPresent(n -> places.set(slots[n]));
    }
    return places;
  }

  /** Whether the first line has a word. */
  boolean titled(int slot) {
    return titled.get(slot);
  }

  /** Whether a word is an identifier of several parts, as a whole. */
  boolean whole(int slot) {
    return whole.get(slot);
  }

  /** The words of the question in its order, each by its place; -1 for one that is unknown. */
  int[] sequence() {
    return sequence;
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
