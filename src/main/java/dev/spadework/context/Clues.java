package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import dev.spadework.context.Doc.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What speaks for each passage of the likeliest files: how the file stands in five rankings of its
 * own, and how the passage stands in the file and among all. {@link Weights} says how much each
 * counts.
 */
final class Clues {
  /** Files beyond this rank have no passages among the candidates. */
  static final int FILES = 60;

  /** Of reciprocal rank fusion: few strong rankings want a small one. */
  private static final double C = 5;

  /** Change logs and guides share words with every task; they come after code unless asked for. */
  private static final double OTHER = 0.2;

  private static final double TINY = 1e-9;

  /** A passage and its clues, in the order of {@link Weights#NAMES}. */
  record Clue(Passage passage, int file, double[] values) {}

  private final List<Doc> pool;
  private final List<Passage> passages = new ArrayList<>();
  private final int[] firsts;
  private final double[][] standing;
  private final double[] fused;
  private final double[] texts;
  private final double[] names;
  private final double[] best;
  private final int[] order;
  private final Corpus corpus;
  private final Query query;

  /**
   * Ranks.
   *
   * @param pool places of files in the corpus
   */
  Clues(Corpus corpus, List<Integer> pool, Query query, boolean docs) {
    this.corpus = corpus;
    this.query = query;
    this.pool = pool.stream().map(corpus.docs()::get).toList();
    firsts = new int[pool.size() + 1];
    for (int f = 0; f < pool.size(); f++) {
      passages.addAll(corpus.passages(pool.get(f)));
      firsts[f + 1] = passages.size();
    }
    texts = parts(p -> new Stretch(p.doc().terms(), p.firstTerm(), p.lastTerm()), 0);
    names = parts(p -> new Stretch(p.doc().declared(), p.firstName(), p.lastName()), 2);
    best = new double[this.pool.size()];
    fused = new double[best.length];
    for (int f = 0; f < best.length; f++) {
      best[f] = Arrays.stream(texts, firsts[f], firsts[f + 1]).max().orElse(0);
    }
    standing =
        Stream.of(
                files(Doc::terms),
                files(Doc::pathTerms),
                files(Doc::declared),
                best,
                files(corpus::said))
            .map(Clues::reciprocal)
            .toArray(double[][]::new);
    for (int f = 0; f < best.length; f++) {
      double kind = !docs && this.pool.get(f).kind() == Kind.OTHER ? OTHER : 1;
      for (double[] ranking : standing) {
        fused[f] += ranking[f] * kind;
      }
    }
    order = order(fused);
  }

  private double[] files(Function<Doc, int[]> words) {
    return Bm25.scores(pool.stream().map(words).map(Stretch::of).toList(), query, 0);
  }

  private double[] parts(Function<Passage, Stretch> words, int longer) {
    return Bm25.scores(passages.stream().map(words).toList(), query, longer);
  }

  /** Files that share a word with the task, best first. */
  List<Ranked> ranked() {
    return Arrays.stream(order).mapToObj(f -> new Ranked(pool.get(f).path(), fused[f])).toList();
  }

  /** The candidates, those of the best file first. */
  List<Clue> candidates() {
    double[] coverage = coverage();
    double most = Math.max(TINY, Arrays.stream(texts).max().orElse(0));
    double mostNamed = Math.max(TINY, Arrays.stream(names).max().orElse(0));
    List<Clue> clues = new ArrayList<>();
    for (int rank = 1; rank <= Math.min(FILES, order.length); rank++) {
      int f = order[rank - 1];
      int from = firsts[f];
      int to = firsts[f + 1];
      int[] within = within(from, to);
      int chars = 0;
      for (int p = from; p < to; p++) {
        chars += passages.get(p).chars();
      }
      for (int p = from; p < to; p++) {
        double around = Math.max(p > from ? texts[p - 1] : 0, p + 1 < to ? texts[p + 1] : 0) / most;
        Passage passage = passages.get(p);
        clues.add(
            new Clue(
                passage,
                f,
                new double[] {
                  fused[f],
                  standing[0][f],
                  standing[1][f],
                  standing[2][f],
                  standing[3][f],
                  standing[4][f],
                  Math.log(rank),
                  texts[p] / most,
                  texts[p] / Math.max(TINY, best[f]),
                  names[p] / mostNamed,
                  around,
                  coverage[p],
                  Math.log(within[p - from]),
                  Math.log(to - from),
                  Math.log1p(chars / 4.0),
                  Math.log1p(passage.chars() / 4.0),
                  passage.from() == 0 ? 1 : 0,
                  pool.get(f).kind() == Kind.OTHER ? 1 : 0,
                  Math.log1p(corpus.touched(pool.get(f))),
                  texts[p] == 0 ? 1 : 0
                }));
      }
    }
    return clues;
  }

  /** The share of the question, by weight, that each passage has a word of. */
  private double[] coverage() {
    double all = IntStream.range(0, query.size()).mapToDouble(query::weight).sum();
    double[] coverage = new double[passages.size()];
    boolean[] seen = new boolean[query.size()];
    for (int p = 0; p < coverage.length; p++) {
      if (texts[p] > 0) {
        Arrays.fill(seen, false);
        Passage passage = passages.get(p);
        for (int i = passage.firstTerm(); i < passage.lastTerm(); i++) {
          int slot = query.slot(passage.doc().terms()[i]);
          if (slot >= 0 && !seen[slot]) {
            seen[slot] = true;
            coverage[p] += query.weight(slot) / Math.max(TINY, all);
          }
        }
      }
    }
    return coverage;
  }

  /** The rank of each passage among those of its file, from 1. */
  private int[] within(int from, int to) {
    int[] ranks = new int[to - from];
    int rank = 0;
    int[] sorted =
        IntStream.range(from, to)
            .boxed()
            .sorted(Comparator.comparingDouble(p -> -texts[p]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int p : sorted) {
      ranks[p - from] = ++rank;
    }
    return ranks;
  }

  /** What one ranking gives to each; nothing where it does not know the file. */
  private static double[] reciprocal(double[] scores) {
    double[] given = new double[scores.length];
    int rank = 0;
    for (int f : order(scores)) {
      given[f] = 1 / (C + ++rank);
    }
    return given;
  }

  /** The places of the scores above zero, best first; equals keep their order, which is by path. */
  private static int[] order(double[] scores) {
    return IntStream.range(0, scores.length)
        .filter(d -> scores[d] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(d -> -scores[d]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
