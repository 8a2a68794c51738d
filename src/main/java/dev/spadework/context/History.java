package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import dev.spadework.context.Corpus.Said;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the commits of the past say of each file: how alike the question is to the messages of those
 * that touched it, and which files were touched together.
 */
final class History {
  private static final double TINY = 1e-9;

  /** Of files that changed together seldom little is known. */
  private static final double SELDOM = 3;

  /** Commits after which being touched counts a third. */
  private static final double LATELY = 100;

  private final int[][] touched;
  private final int[] times;
  private final double[] alike;
  private final double[] near;
  private final int[] last;
  private final double[] recent;
  private final double[] called;

  /**
   * Reads.
   *
   * @param past newest first
   */
  History(List<Said> past, List<Doc> pool, Query query) {
    double[] said =
        new Bm25(past.stream().map(commit -> Stretch.of(commit.words())).toList(), query, 0)
            .scores();
    double most = Math.max(TINY, Arrays.stream(said).max().orElse(0));
    Map<String, Integer> places = new HashMap<>();
    for (int f = 0; f < pool.size(); f++) {
      places.put(pool.get(f).path(), f);
    }
    touched = new int[past.size()][];
    times = new int[pool.size()];
    alike = new double[pool.size()];
    near = new double[pool.size()];
    last = new int[pool.size()];
    recent = new double[pool.size()];
    Arrays.fill(last, past.size());
    for (int i = past.size() - 1; i >= 0; i--) {
      Ints here = new Ints();
      for (String path : past.get(i).paths()) {
        Integer f = places.get(path);
        if (f != null) {
          here.add(f);
          times[f]++;
          alike[f] = Math.max(alike[f], said[i] / most);
          last[f] = i;
          recent[f] += Math.exp(-i / LATELY);
        }
      }
      touched[i] = here.all();
      for (int f : touched[i]) {
        double weight = said[i] * said[i] / (most * most * touched[i].length);
        near[f] += weight;
      }
    }
    called = called(pool, near);
    double nearest = Math.max(TINY, Arrays.stream(near).max().orElse(0));
    for (int f = 0; f < near.length; f++) {
      near[f] /= nearest;
    }
  }

  private static double[] called(List<Doc> pool, double[] own) {
    Map<Integer, Double> words = new HashMap<>();
    for (int f = 0; f < own.length; f++) {
      if (own[f] > 0) {
        for (int word : pool.get(f).pathTerms()) {
          words.merge(word, own[f], Double::sum);
        }
      }
    }
    Map<Integer, Integer> files = new HashMap<>();
    for (Doc doc : pool) {
      for (int word : doc.pathTerms()) {
        if (words.containsKey(word)) {
          files.merge(word, 1, Integer::sum);
        }
      }
    }
    double[] called = new double[pool.size()];
    double most = TINY;
    for (int f = 0; f < called.length; f++) {
      for (int word : pool.get(f).pathTerms()) {
        Double weight = words.get(word);
        if (weight != null) {
          double rare = Math.log((pool.size() + 1.0) / files.get(word));
          called[f] += Math.max(0, rare * (weight - own[f]));
        }
      }
      most = Math.max(most, called[f]);
    }
    for (int f = 0; f < called.length; f++) {
      called[f] /= most;
    }
    return called;
  }

  /** How often it was touched, the latest times counting most. */
  double recent(int f) {
    return recent[f];
  }

  /**
   * How much files that are called as this one were touched by commits whose messages are alike; 1
   * for the file where it is most.
   */
  double called(int f) {
    return called[f];
  }

  /** How alike the question is to the one most alike of the messages of a file; at most 1. */
  double alike(int f) {
    return alike[f];
  }

  /**
   * How alike it is to all of them, each the less the more files were touched with this one, as
   * SimiScore of BugLocator (Zhou, Zhang and Lo, 2012); 1 for the file where it is most.
   */
  double near(int f) {
    return near[f];
  }

  /** How many commits ago a file was touched. */
  int last(int f) {
    return last[f];
  }

  /**
   * As {@link #together}, by the one file alone that says most.
   *
   * @param likely the files that are asked
   */
  double[] most(double[] chances, int[] likely) {
    double[] most = new double[chances.length];
    for (int g : likely) {
      double[] both = new double[chances.length];
      for (int[] files : touched) {
        if (has(files, g)) {
          for (int f : files) {
            both[f] += 2.0 / files.length;
          }
        }
      }
      for (int f = 0; f < both.length; f++) {
        double here = f == g ? 0 : chances[g] * both[f] / (times[g] + SELDOM);
        most[f] = Math.max(most[f], here);
      }
    }
    return most;
  }

  private static boolean has(int[] files, int file) {
    for (int each : files) {
      if (each == file) {
        return true;
      }
    }
    return false;
  }

  /**
   * How likely each file changes together with others, by the share of their commits that it was in
   * (Zimmermann and others, 2005); large commits count less.
   *
   * @param chances how likely each file changes
   */
  double[] together(double[] chances) {
    double[] together = new double[chances.length];
    for (int[] files : touched) {
      if (files.length < 2) {
        continue;
      }
      double sum = 0;
      for (int f : files) {
        sum += chances[f] / (times[f] + SELDOM);
      }
      double weight = 2.0 / files.length;
      for (int f : files) {
        together[f] += weight * (sum - chances[f] / (times[f] + SELDOM));
      }
    }
    return together;
  }
}
