package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import dev.spadework.context.Doc.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How the files of a tree stand to a question: five rankings of their own, fused into one. */
final class Standing {
  /** Of reciprocal rank fusion: few strong rankings want a small one. */
  private static final double C = 5;

  /** Change logs and guides share words with every task; they come after code unless asked for. */
  private static final double OTHER = 0.2;

  private static final double TINY = 1e-9;

  /** Names that say nothing: such a file goes by that of its directory. */
  private static final Set<String> NAMELESS = Set.of("index", "__init__", "main", "mod");

  private final Corpus corpus;
  private final Query query;
  private final List<Doc> pool;
  private final List<Passage> passages = new ArrayList<>();
  private final int[] firsts;
  private final Bm25 texts;
  private final double[] names;
  private final double[] best;
  private final double[][] given;
  private final double[][] scores;
  private final double[] mosts;
  private final double[] fused;
  private final int[] order;
  private final History history;

  /**
   * Ranks.
   *
   * @param pool the files that take part
   * @param docs whether the question is about documents
   */
  Standing(Corpus corpus, List<Doc> pool, Query query, boolean docs) {
    this.corpus = corpus;
    this.query = query;
    this.pool = pool;
    firsts = new int[pool.size() + 1];
    for (int f = 0; f < pool.size(); f++) {
      passages.addAll(pool.get(f).passages());
      firsts[f + 1] = passages.size();
    }
    texts = parts(p -> new Stretch(p.doc().terms(), p.firstTerm(), p.lastTerm()), 0);
    names = parts(p -> new Stretch(p.doc().declared(), p.firstName(), p.lastName()), 2).scores();
    best = new double[pool.size()];
    for (int f = 0; f < best.length; f++) {
      best[f] = Arrays.stream(texts.scores(), firsts[f], firsts[f + 1]).max().orElse(0);
    }
    scores =
        new double[][] {
          files(Doc::terms), files(Doc::pathTerms), files(Doc::declared), best, files(corpus::said)
        };
    mosts = Stream.of(scores).mapToDouble(Standing::most).toArray();
    given = Stream.of(scores).map(Standing::reciprocal).toArray(double[][]::new);
    fused = new double[best.length];
    for (int f = 0; f < best.length; f++) {
      double kind = !docs && pool.get(f).kind() == Kind.OTHER ? OTHER : 1;
      for (double[] ranking : given) {
        fused[f] += ranking[f] * kind;
      }
    }
    order = order(fused);
    history = new History(corpus.past(), pool, query);
  }

  private double[] files(Function<Doc, int[]> words) {
    return new Bm25(pool.stream().map(words).map(Stretch::of).toList(), query, 0).scores();
  }

  private Bm25 parts(Function<Passage, Stretch> words, int longer) {
    return new Bm25(passages.stream().map(words).toList(), query, longer);
  }

  /** The places in the pool of the files that share a word with the question, best first. */
  int[] order() {
    return order;
  }

  Doc file(int f) {
    return pool.get(f);
  }

  double fused(int f) {
    return fused[f];
  }

  /**
   * The place of the first passage of a file among all; of the one after the last, where it ends.
   */
  int first(int f) {
    return firsts[f];
  }

  Passage passage(int p) {
    return passages.get(p);
  }

  /** How well a passage fits; comparable with others of this question only. */
  double text(int p) {
    return texts.scores()[p];
  }

  /** As {@link #text}, by the names that the passage declares. */
  double name(int p) {
    return names[p];
  }

  /** How well the best passage of a file fits. */
  double best(int f) {
    return best[f];
  }

  /** The words of the question, as rare as they are among passages. */
  Bm25 rarity() {
    return texts;
  }

  /** What speaks for a file, in the order of the first {@link Weights#NAMES}. */
  double[] clues(int f, int rank) {
    Doc doc = pool.get(f);
    return new double[] {
      fused[f],
      given[0][f],
      given[1][f],
      given[2][f],
      given[3][f],
      given[4][f],
      Math.log(rank),
      named(doc),
      Math.log1p(doc.terms().length),
      doc.kind() == Kind.OTHER ? 1 : 0,
      doc.kind() == Kind.TEST ? 1 : 0,
      Math.log1p(corpus.touched(doc)),
      history.alike(f),
      Math.log1p(history.last(f))
    };
  }

  /** What else speaks for a file, in the order of {@link Clues#FILE}. */
  double[] more(int f) {
    double[] more = new double[scores.length + 7];
    for (int i = 0; i < scores.length; i++) {
      more[i] = scores[i][f] / mosts[i];
    }
    more[scores.length] = history.near(f);
    more[scores.length + 1] = Math.log1p(pool.size());
    more[scores.length + 2] = Math.log1p(query.size());
    more[scores.length + 3] = Language.of(pool.get(f).path());
    more[scores.length + 4] = history.recent(f);
    more[scores.length + 5] = history.called(f);
    more[scores.length + 6] = pool.get(f).path().chars().filter(c -> c == '/').count();
    return more;
  }

  private static double most(double[] scores) {
    return Math.max(TINY, Arrays.stream(scores).max().orElse(0));
  }

  /** What the tests say, those that do not take part themselves. */
  Witnesses witnesses() {
    return new Witnesses(
        corpus.docs().stream().filter(doc -> doc.kind() == Kind.TEST).toList(), query);
  }

  /** The number of the name of a file as one word; -1 where it has none that is a word. */
  int name(Doc doc) {
    List<String> words = Terms.of(name(doc.path()));
    return words.isEmpty() ? -1 : corpus.number(words.get(words.size() - 1)).orElse(-1);
  }

  /** What the past says. */
  History history() {
    return history;
  }

  int size() {
    return pool.size();
  }

  /** Words have numbers below this. */
  int words() {
    return corpus.words();
  }

  /** What it counts that the question holds the whole name of the file; 0 if it does not. */
  private double named(Doc doc) {
    int number = name(doc);
    int slot = number < 0 ? -1 : query.slot(number);
    return slot < 0 ? 0 : texts.gain(slot) / query.weight(slot);
  }

  private static String name(String path) {
    String[] parts = path.split("/");
    String name = parts[parts.length - 1];
    name = name.indexOf('.') > 0 ? name.substring(0, name.indexOf('.')) : name;
    if (NAMELESS.contains(name.toLowerCase(Locale.ROOT)) && parts.length > 1) {
      name = parts[parts.length - 2];
    }
    return name;
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
