package dev.spadework.context;

import dev.spadework.context.Clues.Clue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A second look at the parts, by what the first one has found: a change touches what belongs
 * together, and seldom says all of it. Parts gain by files that were changed together with likely
 * ones, that lie beside them or are called alike, and by {@link Echo what they share} with likely
 * parts of other files.
 */
final class Kin {
  /** The clues of a part. */
  private static final List<String> PART =
      List.of(
          "odds",
          "place",
          "share",
          "beside",
          "echo",
          "echo-elsewhere",
          "echo-around",
          "uses",
          "used",
          "declares-alike",
          "mentions-here");

  /** The clues of its file. */
  private static final List<String> FILE =
      List.of(
          "file-chance",
          "file-place",
          "together",
          "together-most",
          "directory",
          "first-directory",
          "called-alike",
          "echo-file",
          "mentions",
          "mentioned",
          "file-best",
          "certain");

  static final List<String> NAMES = Stream.of(PART, FILE).flatMap(List::stream).toList();

  private static final double TINY = 1e-6;

  /** Files that never changed together are not told apart from those that seldom did. */
  private static final double SELDOM = 1e-4;

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
    int[] best = order(chances);
    Echo echo = new Echo(standing, query, clues, chances, best);
    int[] candidates = clues.stream().mapToInt(Clue::file).distinct().toArray();
    int[] order = places(order(Arrays.stream(candidates).mapToDouble(f -> files[f]).toArray()));
    int[] likely = likely(candidates, order);
    Mentions mentions = new Mentions(standing, candidates, likely, files);
    Map<Integer, double[]> about = about(echo, mentions, candidates, order, likely);
    int[] places = places(best);
    double[] elsewhere = IntStream.range(0, clues.size()).mapToDouble(echo::elsewhere).toArray();
    List<Clue> looked = new ArrayList<>(clues.size());
    for (int i = 0; i < clues.size(); i++) {
      Clue clue = clues.get(i);
      double[] own = {
        odds[i],
        Math.log(places[i]),
        Math.log(chances[i] / (files[clue.file()] + 1e-300)),
        Math.log(Math.max(beside(i, -1), beside(i, 1)) + TINY),
        echo.own(i),
        elsewhere[i],
        Math.max(around(elsewhere, i, -1), around(elsewhere, i, 1)),
        echo.uses(i),
        echo.used(i),
        echo.alike(i),
        mentions.here(clue.part(), clue.file())
      };
      double[] values = Clues.joined(clue.values(), own, about.get(clue.file()));
      looked.add(new Clue(clue.part(), clue.passage(), clue.file(), values));
    }
    return looked;
  }

  private Map<Integer, double[]> about(
      Echo echo, Mentions mentions, int[] candidates, int[] order, int[] likely) {
    double[] together = standing.history().together(files);
    double[] most = standing.history().most(files, likely);
    Map<String, Double> directories = directories(candidates);
    String first = directory(likely[0]);
    double certain = Arrays.stream(files).max().orElse(0);
    Map<Integer, Double> echoed = new HashMap<>();
    Map<Integer, Double> best = new HashMap<>();
    for (int i = 0; i < clues.size(); i++) {
      int part = i;
      echoed.computeIfAbsent(clues.get(i).file(), f -> echo.whole(part));
      best.merge(clues.get(i).file(), chances[i], Math::max);
    }
    Map<Integer, double[]> about = new HashMap<>();
    for (int i = 0; i < candidates.length; i++) {
      int f = candidates[i];
      about.put(
          f,
          new double[] {
            Math.log(files[f] + TINY),
            Math.log(order[i]),
            Math.log(together[f] + SELDOM),
            Math.log(most[f] + SELDOM),
            directories.get(directory(f)) - files[f],
            directory(f).equals(first) ? 1 : 0,
            calledAlike(f, likely),
            echoed.get(f),
            mentions.of(f),
            mentions.by(f),
            Math.log(best.get(f) + TINY),
            certain
          });
    }
    return about;
  }

  private boolean same(int i, int by) {
    int at = i + by;
    return at >= 0 && at < clues.size() && clues.get(at).file() == clues.get(i).file();
  }

  private double beside(int i, int by) {
    return same(i, by) ? chances[i + by] : 0;
  }

  private double around(double[] elsewhere, int i, int by) {
    return same(i, by) ? elsewhere[i + by] : 0;
  }

  /** The place of each in this order, from 1. */
  private static int[] places(int[] order) {
    int[] places = new int[order.length];
    int place = 0;
    for (int i : order) {
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
