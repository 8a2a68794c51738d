package dev.spadework.context;

import dev.spadework.context.Clues.Clue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A second look at the parts, by what the first one has found: a change touches what belongs
 * together, and seldom says all of it. Parts gain by files that were changed together with likely
 * ones, that lie beside them or are called alike, and by {@link Echo what they share} with likely
 * parts of other files.
 */
final class Kin {
  static final List<String> NAMES =
      List.of(
          "odds",
          "place",
          "share",
          "file-chance",
          "file-place",
          "beside",
          "together",
          "directory",
          "called-alike",
          "echo",
          "echo-elsewhere",
          "echo-around",
          "uses",
          "used");

  private static final double TINY = 1e-6;

  /** Files whose names are compared with those of others. */
  private static final int LIKELY = 10;

  private final Standing standing;
  private final List<Clue> clues;
  private final double[] odds;
  private final double[] chances;
  private final double[] files;

  private Kin(Standing standing, List<Clue> clues, Weights weights) {
    this.standing = standing;
    this.clues = clues;
    odds = clues.stream().mapToDouble(clue -> weights.odds(clue.values())).toArray();
    double most = Arrays.stream(odds).max().orElse(0);
    double sum = 0;
    chances = new double[odds.length];
    for (int i = 0; i < odds.length; i++) {
      odds[i] -= most;
      chances[i] = Math.exp(odds[i]);
      sum += chances[i];
    }
    files = new double[standing.size()];
    for (int i = 0; i < odds.length; i++) {
      chances[i] /= sum;
      files[clues.get(i).file()] += chances[i];
    }
  }

  /**
   * The candidates with the clues of the second look after those of the first.
   *
   * @param clues all candidates, those of a file one after the other
   * @param weights of the first look
   */
  static List<Clue> look(Standing standing, Query query, List<Clue> clues, Weights weights) {
    return clues.isEmpty() ? clues : new Kin(standing, clues, weights).look(query);
  }

  private List<Clue> look(Query query) {
    Echo echo = new Echo(standing, query, clues, chances);
    double[] together = standing.history().together(files);
    int[] places = places(chances);
    int[] candidates = clues.stream().mapToInt(Clue::file).distinct().toArray();
    double[] ranked = Arrays.stream(candidates).mapToDouble(f -> files[f]).toArray();
    int[] order = places(ranked);
    Map<Integer, double[]> about = new HashMap<>();
    Map<String, Double> directories = directories(candidates);
    int[] likely = likely(candidates, order);
    for (int i = 0; i < candidates.length; i++) {
      int f = candidates[i];
      about.put(
          f,
          new double[] {
            Math.log(files[f] + TINY),
            Math.log(order[i]),
            Math.log(together[f] + 1e-4),
            directories.get(directory(f)) - files[f],
            calledAlike(f, likely)
          });
    }
    List<Clue> looked = new ArrayList<>(clues.size());
    for (int i = 0; i < clues.size(); i++) {
      Clue clue = clues.get(i);
      double[] file = about.get(clue.file());
      double[] kin = {
        odds[i],
        Math.log(places[i]),
        Math.log(chances[i] / (files[clue.file()] + 1e-300)),
        file[0],
        file[1],
        Math.log(Math.max(beside(i, -1), beside(i, 1)) + TINY),
        file[2],
        file[3],
        file[4],
        echo.own(i),
        echo.elsewhere(i),
        Math.max(around(echo, i, -1), around(echo, i, 1)),
        echo.uses(i),
        echo.used(i)
      };
      double[] values = Arrays.copyOf(clue.values(), clue.values().length + kin.length);
      System.arraycopy(kin, 0, values, clue.values().length, kin.length);
      looked.add(new Clue(clue.part(), clue.passage(), clue.file(), values));
    }
    return looked;
  }

  private boolean same(int i, int by) {
    int at = i + by;
    return at >= 0 && at < clues.size() && clues.get(at).file() == clues.get(i).file();
  }

  private double beside(int i, int by) {
    return same(i, by) ? chances[i + by] : 0;
  }

  private double around(Echo echo, int i, int by) {
    return same(i, by) ? echo.elsewhere(i + by) : 0;
  }

  /** The place of each, from 1 for the largest. */
  private static int[] places(double[] values) {
    int[] places = new int[values.length];
    int place = 0;
    for (int i : order(values)) {
      places[i] = ++place;
    }
    return places;
  }

  static int[] order(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted((a, b) -> Double.compare(values[b], values[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] likely(int[] candidates, int[] places) {
    return IntStream.range(0, candidates.length)
        .filter(i -> places[i] <= LIKELY)
        .map(i -> candidates[i])
        .toArray();
  }

  private Map<String, Double> directories(int[] candidates) {
    Map<String, Double> directories = new HashMap<>();
    for (int f : candidates) {
      directories.merge(directory(f), files[f], Double::sum);
    }
    return directories;
  }

  private String directory(int f) {
    String path = standing.file(f).path();
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** How many words of its path a file shares with likely ones, of all that they have. */
  private double calledAlike(int f, int[] likely) {
    int[] own = words(f);
    double alike = 0;
    for (int other : likely) {
      if (other != f) {
        int[] words = words(other);
        int both = 0;
        for (int word : own) {
          both += Arrays.binarySearch(words, word) >= 0 ? 1 : 0;
        }
        alike += files[other] * both / Math.max(1, own.length + words.length - both);
      }
    }
    return alike;
  }

  private int[] words(int f) {
    return Arrays.stream(standing.file(f).pathTerms()).distinct().sorted().toArray();
  }
}
