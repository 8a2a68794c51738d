package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import dev.spadework.context.Doc.Passage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The part of the context that is chosen for a task: files, snippets and an extract of the tree.
 *
 * <p>Files are ranked by four rankings of their own (words of the text, of the path, of declared
 * names, and of the best passage; each by BM25), fused by reciprocal rank (Cormack, Clarke and
 * Büttcher, 2009) with c = 5. Tests take part only where the task is about tests. Everything is
 * deterministic. Immutable once built, safe for use by many threads.
 */
public final class Recall {
  private static final double C = 5;

  /** Change logs and guides share words with every task; they come after code unless asked for. */
  private static final double OTHER = 0.2;

  private static final Pattern ABOUT_TESTS =
      Pattern.compile("(?i)\\b(?:unit |integration )?tests?\\b|\\bcoverage\\b|\\bflaky\\b");
  private static final Pattern ABOUT_DOCS =
      Pattern.compile("(?i)\\b(?:docs?|readme|documentation|changelog|markdown)\\b");

  private final List<String> files;
  private final Corpus corpus;

  private Recall(List<String> files, Corpus corpus) {
    this.files = files;
    this.corpus = corpus;
  }

  /**
   * Reads the tree. Binary files, files over 512 KB, symbolic links and what is not there are
   * passed over; at most 20,000 files and 64 million characters are read.
   *
   * @param files tracked paths relative to the tree, with {@code /}
   */
  public static Recall over(Path tree, List<String> files) throws InterruptedException {
    List<String> sorted = files.stream().distinct().sorted().toList();
    return new Recall(sorted, Corpus.of(tree, sorted));
  }

  /** The files that share a word with the task, best first. */
  public List<Ranked> rank(String task) {
    return ranking(task).scores.entrySet().stream()
        .map(entry -> new Ranked(entry.getKey().path(), entry.getValue()))
        .toList();
  }

  /**
   * The best passages of the best files, the most fitting file first and in line order within a
   * file. All together they are at most {@code tokens} (see {@link Snippet#tokens}).
   */
  public List<Snippet> snippets(String task, int tokens) {
    Ranking ranking = ranking(task);
    return Snippets.choose(ranking.scores, ranking.passages, tokens);
  }

  /** The part of the tree around the files that fit the task, in at most {@code tokens}. */
  public String fileTree(String task, int tokens) {
    Map<String, Double> scores = new HashMap<>();
    rank(task).forEach(ranked -> scores.put(ranked.path(), ranked.score()));
    return new FileTree(files, scores).render(tokens);
  }

  private record Ranking(Map<Doc, Double> scores, Map<Passage, Double> passages) {}

  private Ranking ranking(String task) {
    Query query = Query.of(task, corpus);
    List<Doc> pool = pool(task);
    Map<Passage, Double> passages = passages(pool, query);
    double[] fused = new double[pool.size()];
    fuse(fused, scores(pool, query, Doc::terms));
    fuse(fused, scores(pool, query, Doc::pathTerms));
    fuse(fused, scores(pool, query, Doc::declared));
    fuse(fused, best(pool, passages));
    Map<Doc, Double> scores = new LinkedHashMap<>();
    boolean docs = ABOUT_DOCS.matcher(task).find();
    for (int d = 0; d < fused.length; d++) {
      if (!docs && pool.get(d).kind() == Kind.OTHER) {
        fused[d] *= OTHER;
      }
    }
    for (int d : order(fused)) {
      scores.put(pool.get(d), fused[d]);
    }
    return new Ranking(scores, passages);
  }

  private List<Doc> pool(String task) {
    String title = task.strip().lines().findFirst().orElse("");
    boolean tests = ABOUT_TESTS.matcher(title).find();
    return corpus.docs().stream().filter(doc -> tests || doc.kind() != Kind.TEST).toList();
  }

  private static double[] scores(List<Doc> pool, Query query, Function<Doc, int[]> words) {
    return Bm25.scores(pool.stream().map(words).map(Stretch::of).toList(), query);
  }

  private static Map<Passage, Double> passages(List<Doc> pool, Query query) {
    List<Passage> passages = pool.stream().flatMap(doc -> doc.passages().stream()).toList();
    double[] scores =
        Bm25.scores(
            passages.stream()
                .map(p -> new Stretch(p.doc().terms(), p.firstTerm(), p.lastTerm()))
                .toList(),
            query);
    Map<Passage, Double> scored = new LinkedHashMap<>();
    for (int p = 0; p < scores.length; p++) {
      if (scores[p] > 0) {
        scored.put(passages.get(p), scores[p]);
      }
    }
    return scored;
  }

  private static double[] best(List<Doc> pool, Map<Passage, Double> passages) {
    Map<Doc, Double> best = new IdentityHashMap<>();
    passages.forEach((passage, score) -> best.merge(passage.doc(), score, Math::max));
    return pool.stream().mapToDouble(doc -> best.getOrDefault(doc, 0.0)).toArray();
  }

  /** Adds what one ranking gives to each; a file that the ranking does not know gets nothing. */
  private static void fuse(double[] fused, double[] scores) {
    int rank = 0;
    for (int d : order(scores)) {
      fused[d] += 1 / (C + ++rank);
    }
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
