package dev.spadework.context;

import dev.spadework.context.Doc.Part;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which candidates mention likely files by their names, and which they mention. */
final class Mentions {
  private final Standing standing;
  private final double[] chances;
  private final Map<Integer, Integer> names = new HashMap<>();
  private final BitSet wanted = new BitSet();
  private final Map<Integer, Double> given = new HashMap<>();
  private final Map<Integer, Double> of = new HashMap<>();
  private final Map<Integer, Double> by = new HashMap<>();

  /**
   * Looks through the candidates.
   *
   * @param likely those whose names are looked for
   * @param chances how likely each file is
   */
  Mentions(Standing standing, int[] candidates, int[] likely, double[] chances) {
    this.standing = standing;
    this.chances = chances;
    Map<Integer, Integer> files = new HashMap<>();
    for (int f : candidates) {
      int name = standing.name(standing.file(f));
      names.put(f, name);
      files.put(name, 0);
    }
    BitSet named = new BitSet();
    files.keySet().stream().filter(name -> name >= 0).forEach(named::set);
    Map<Integer, int[]> had = new HashMap<>();
    for (int f : candidates) {
      int[] there = once(standing.file(f).terms(), named);
      had.put(f, there);
      for (int name : there) {
        files.merge(name, 1, Integer::sum);
      }
    }
    Map<Integer, Double> rare = new HashMap<>();
    files.forEach(
        (name, count) -> rare.put(name, Math.log((candidates.length + 1) / (count + 0.5))));
    for (int f : likely) {
      given.merge(names.get(f), chances[f] * rare.get(names.get(f)), Double::sum);
      for (int name : had.get(f)) {
        by.merge(name, chances[f] * rare.get(name), Double::sum);
      }
    }
    given.remove(-1);
    given.keySet().forEach(wanted::set);
    for (int f : candidates) {
      double sum = 0;
      for (int name : had.get(f)) {
        sum += name == names.get(f) ? 0 : given.getOrDefault(name, 0.0);
      }
      of.put(f, sum);
      double own = given.containsKey(names.get(f)) ? chances[f] * rare.get(names.get(f)) : 0;
      by.put(-2 - f, Math.max(0, by.getOrDefault(names.get(f), 0.0) - own));
    }
  }

  /** Those of the words that are among these, each once. */
  private static int[] once(int[] words, BitSet these) {
    BitSet seen = new BitSet();
    Ints once = new Ints();
    for (int word : words) {
      if (these.get(word) && !seen.get(word)) {
        seen.set(word);
        once.add(word);
      }
    }
    return once.all();
  }

  /** How much a file mentions likely ones. */
  double of(int f) {
    return of.getOrDefault(f, 0.0);
  }

  /** How much likely files mention a file. */
  double by(int f) {
    return by.getOrDefault(-2 - f, 0.0);
  }

  /** How much a part mentions likely files other than its own. */
  double here(Part part, int f) {
    double sum = 0;
    int name = names.getOrDefault(f, -1);
    int[] terms = part.terms().terms();
    for (int at = part.terms().from(); at < part.terms().to(); at++) {
      if (terms[at] != name && wanted.get(terms[at])) {
        sum += given.getOrDefault(terms[at], 0.0);
      }
    }
    return Math.log1p(sum);
  }
}
