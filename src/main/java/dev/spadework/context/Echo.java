package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import dev.spadework.context.Clues.Clue;
import dev.spadework.context.Doc.Passage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What parts share with those that are likeliest to change, beyond the words of the question:
 * relevance feedback (Rocchio, 1971; Lavrenko and Croft, 2001) with rare words of likely parts, and
 * names that one declares and the other uses. What a part, or its file, has given itself does not
 * count.
 */
final class Echo {
  /** Parts that are listened to. */
  private static final int LIKELY = 20;

  /** Words that are kept of them. */
  private static final int WORDS = 80;

  private static final double TINY = 1e-9;

  private final Standing standing;
  private final List<Clue> clues;
  private final int[] slots;
  private final int[] top;
  private final double[][] said;
  private final double[][] declared;
  private final double[] rare;
  private final boolean[] kept;
  private final double[] allSaid;
  private final double[] allDeclared;
  private final double mostSaid;
  private final double mostDeclared;
  private final Map<Integer, Integer> places = new HashMap<>();
  private final Map<Integer, double[][]> elsewhere = new HashMap<>();
  private final int[] seen;
  private int round;
  private @Nullable Clue told;
  private double used;
  private double alike;

  /**
   * Listens.
   *
   * @param chances how likely each part is
   * @param best the parts, the likeliest first
   */
  Echo(Standing standing, Query query, List<Clue> clues, double[] chances, int[] best) {
    this.standing = standing;
    this.clues = clues;
    top = Arrays.copyOf(best, Math.min(LIKELY, chances.length));
    slots = new int[standing.words()];
    int size = number(query);
    said = new double[top.length][size];
    declared = new double[top.length][size];
    seen = new int[size];
    for (int k = 0; k < top.length; k++) {
      places.put(top[k], k);
      Clue clue = clues.get(top[k]);
      count(clue.part().terms(), said[k], chances[top[k]]);
      count(names(clue.passage()), declared[k], chances[top[k]]);
    }
    rare = rare(size);
    allSaid = sum(said, size);
    allDeclared = sum(declared, size);
    kept = kept(size);
    mostSaid = weight(allSaid, true);
    mostDeclared = weight(allDeclared, false);
  }

  private static Stretch names(Passage passage) {
    return new Stretch(passage.doc().declared(), passage.firstName(), passage.lastName());
  }

  /** Gives the words of the likely parts that were not asked for a number each, from 1. */
  private int number(Query query) {
    int next = 0;
    for (int i : top) {
      Clue clue = clues.get(i);
      for (Stretch stretch : List.of(clue.part().terms(), names(clue.passage()))) {
        for (int at = stretch.from(); at < stretch.to(); at++) {
          int term = stretch.terms()[at];
          if (slots[term] == 0 && query.slot(term) < 0) {
            slots[term] = ++next;
          }
        }
      }
    }
    return next;
  }

  private void count(Stretch stretch, double[] counts, double chance) {
    for (int at = stretch.from(); at < stretch.to(); at++) {
      int slot = slots[stretch.terms()[at]] - 1;
      if (slot >= 0) {
        counts[slot]++;
      }
    }
    for (int slot = 0; slot < counts.length; slot++) {
      counts[slot] = chance * counts[slot] / (counts[slot] + 1);
    }
  }

  private double[] rare(int size) {
    int[] files = new int[size];
    int[] last = new int[size];
    for (int f = 0; f < standing.size(); f++) {
      for (int term : standing.file(f).terms()) {
        int slot = slots[term] - 1;
        if (slot >= 0 && last[slot] != f + 1) {
          last[slot] = f + 1;
          files[slot]++;
        }
      }
    }
    double[] rare = new double[size];
    for (int slot = 0; slot < size; slot++) {
      rare[slot] = Math.max(0, Math.log((standing.size() + 1) / (files[slot] + 0.5)));
    }
    return rare;
  }

  private static double[] sum(double[][] rows, int size) {
    double[] sum = new double[size];
    for (double[] row : rows) {
      for (int slot = 0; slot < size; slot++) {
        sum[slot] += row[slot];
      }
    }
    return sum;
  }

  private boolean[] kept(int size) {
    double[] weights = new double[size];
    for (int slot = 0; slot < size; slot++) {
      weights[slot] = allSaid[slot] * rare[slot] * rare[slot];
    }
    boolean[] kept = new boolean[size];
    int[] order = Kin.order(weights);
    for (int i = 0; i < Math.min(WORDS, size); i++) {
      kept[order[i]] = true;
    }
    return kept;
  }

  private double weight(double[] words, boolean some) {
    double weight = TINY;
    for (int slot = 0; slot < words.length; slot++) {
      weight += some && !kept[slot] ? 0 : words[slot] * rare[slot];
    }
    return weight;
  }

  /** The share of the rare words of all likely parts but itself that a part has. */
  double own(int i) {
    Integer place = places.get(i);
    double[] own = place == null ? null : said[place];
    return shared(clues.get(i).part().terms(), allSaid, own, true) / mostSaid;
  }

  /** The share of the rare words of likely parts of other files that a part has. */
  double elsewhere(int i) {
    return shared(clues.get(i).part().terms(), allSaid, other(i, 0), true) / mostSaid;
  }

  /** The share of the names that likely parts of other files declare which a part uses. */
  double uses(int i) {
    return shared(clues.get(i).part().terms(), allDeclared, other(i, 1), false) / mostDeclared;
  }

  /** How much likely parts of other files use the names that the passage of a part declares. */
  double used(int i) {
    if (!samePassage(i)) {
      used = shared(names(clues.get(i).passage()), allSaid, other(i, 0), false) / mostSaid;
      alike = shared(names(clues.get(i).passage()), allDeclared, other(i, 1), false);
      alike /= mostDeclared;
      told = clues.get(i);
    }
    return used;
  }

  /** Whether it was asked for the passage last; its parts lie one after the other. */
  private boolean samePassage(int i) {
    Clue clue = clues.get(i);
    return told != null && told.passage() == clue.passage() && told.file() == clue.file();
  }

  /** The share of the names that likely parts of other files declare which a passage has, too. */
  double alike(int i) {
    used(i);
    return alike;
  }

  /** As {@link #elsewhere}, of the whole file of a part. */
  double whole(int i) {
    Stretch file = Stretch.of(clues.get(i).part().doc().terms());
    return shared(file, allSaid, other(i, 0), true) / mostSaid;
  }

  /** What a file itself has given. */
  private double[] other(int i, int kind) {
    int file = clues.get(i).file();
    double[][] known = elsewhere.get(file);
    if (known == null) {
      known = new double[][] {new double[rare.length], new double[rare.length]};
      for (int k = 0; k < top.length; k++) {
        if (clues.get(top[k]).file() == file) {
          for (int slot = 0; slot < rare.length; slot++) {
            known[0][slot] += said[k][slot];
            known[1][slot] += declared[k][slot];
          }
        }
      }
      elsewhere.put(file, known);
    }
    return known[kind];
  }

  private double shared(Stretch stretch, double[] words, double @Nullable [] less, boolean some) {
    round++;
    double shared = 0;
    for (int at = stretch.from(); at < stretch.to(); at++) {
      int slot = slots[stretch.terms()[at]] - 1;
      if (slot >= 0 && seen[slot] != round && (!some || kept[slot])) {
        seen[slot] = round;
        shared += rare[slot] * (words[slot] - (less == null ? 0 : less[slot]));
      }
    }
    return shared;
  }
}
