package dev.spadework.context;

import dev.spadework.context.Clues.Clue;
import dev.spadework.context.Doc.Part;
import dev.spadework.context.Pieces.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Choosing parts of files under a budget. */
final class Snippets {
  /** Short parts would win every comparison if their size had no floor. */
  private static final int FLOOR = 5;

  /** How much the size counts: less than all, since the odds know of it too. */
  private static final double SIZE = 0.8;

  /** With less room than this nothing useful fits. */
  private static final int LEAST = 8;

  private static final Comparator<Candidate> BEST =
      Comparator.comparingDouble(candidate -> -candidate.value());

  /** Parts are looked at line by line as long as all are less than so many budgets, and a page. */
  private static final int CLOSELY = 4;

  private static final int PAGE = 2_000;

  private record Candidate(int file, Part part, double odds, double value) {
    static Candidate of(int file, Part part, double odds) {
      return new Candidate(file, part, odds, odds - SIZE * Math.log(part.chars() / 4.0 + FLOOR));
    }
  }

  private Snippets() {}

  /**
   * Takes what is likeliest to matter for its size, as long as it fits in. Those of a file become
   * one snippet, so that its header is paid for once. The files that are likeliest to matter come
   * first.
   *
   * @param clues those of the best file first
   * @param likely the logarithm of how likely a part is touched, by its clues
   */
  static List<Snippet> choose(
      List<Clue> clues, ToDoubleFunction<double[]> likely, int tokens, Cost cost) {
    double[] odds =
        clues.stream().mapToDouble(clue -> likely.applyAsDouble(clue.values())).toArray();
    Map<Integer, Picked> files = files(clues, odds, cost);
    int left = tokens;
    for (Candidate candidate : pieces(candidates(clues, odds), files, tokens)) {
      if (left < LEAST) {
        break;
      }
      left -= files.get(candidate.file).add(candidate.part, left);
    }
    return files.values().stream().filter(Picked::any).map(Picked::snippet).toList();
  }

  /** Files by the sum of what their parts are likely. */
  private static Map<Integer, Picked> files(List<Clue> clues, double[] odds, Cost cost) {
    double most = 0;
    for (double each : odds) {
      most = Math.max(most, each);
    }
    Map<Integer, Double> sums = new LinkedHashMap<>();
    Map<Integer, Doc> docs = new HashMap<>();
    for (int i = 0; i < odds.length; i++) {
      sums.merge(clues.get(i).file(), Math.exp(odds[i] - most), Double::sum);
      docs.put(clues.get(i).file(), clues.get(i).part().doc());
    }
    Map<Integer, Picked> files = new LinkedHashMap<>();
    sums.entrySet().stream()
        .sorted(Comparator.comparingDouble(sum -> -sum.getValue()))
        .forEach(sum -> files.put(sum.getKey(), new Picked(docs.get(sum.getKey()), cost)));
    return files;
  }

  private static List<Candidate> candidates(List<Clue> clues, double[] odds) {
    return IntStream.range(0, odds.length)
        .mapToObj(i -> Candidate.of(clues.get(i).file(), clues.get(i).part(), odds[i]))
        .sorted(BEST)
        .toList();
  }

  /** The best candidates in pieces, which are candidates of their own. */
  private static List<Candidate> pieces(
      List<Candidate> candidates, Map<Integer, Picked> files, int tokens) {
    List<Candidate> pieces = new ArrayList<>();
    long room = (long) tokens * CLOSELY + PAGE;
    for (Candidate each : candidates) {
      room -= each.part.chars() / 4;
      if (room < 0) {
        break;
      }
      for (Piece piece : files.get(each.file).pieces(each.part)) {
        double odds = each.odds + Math.log(piece.share());
        pieces.add(Candidate.of(each.file, piece.part(), odds));
      }
    }
    pieces.sort(BEST);
    return pieces;
  }
}
