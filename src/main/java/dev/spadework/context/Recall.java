package dev.spadework.context;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of the context that is chosen for a task: files, snippets and an extract of the tree.
 *
 * <p>Files are ranked by five rankings of their own (words of the text, of the path, of declared
 * names, of the best passage, and of the messages of the commits that touched the file; each by
 * BM25), fused by reciprocal rank (Cormack, Clarke and Büttcher, 2009) with c = 5. Parts of the
 * best files are weighed by {@link Weights}, and with what that shows again by {@link Trees}. Tests
 * take part only where the task is about tests. Everything is deterministic. Immutable once built,
 * safe for use by many threads.
 */
public final class Recall {
  /** The tests are what is asked for, not a word for what fails or runs. */
  private static final Pattern ABOUT_TESTS =
      Pattern.compile(
          "(?i)\\b(?:add|write|fix|improve|extend|update|more|missing|flaky|refactor)\\W+"
              + "(?:[\\w/]+\\W+){0,4}?tests?\\b"
              + "(?!\\s(?:run|fail|suite))"
              + "|\\bcoverage\\b|^\\W*tests?\\b");

  private static final Pattern ABOUT_DOCS =
      Pattern.compile("(?i)\\b(?:docs?|readme|documentation|changelog|markdown)\\b");

  private final List<String> files;
  private final Corpus corpus;
  private final Weights weights = Weights.fitted();
  private final Trees trees = Trees.fitted();

  Recall(List<String> files, Corpus corpus) {
    this.files = files;
    this.corpus = corpus;
  }

  /**
   * Reads the tree. Binary files, files over 512 KB, symbolic links and what is not there are
   * passed over; at most 20,000 files and 64 million characters are read.
   *
   * @param files tracked paths relative to the tree, with {@code /}
   * @param past commits that touched them, newest first; empty where nothing is known
   */
  public static Recall over(Path tree, List<String> files, List<Past> past)
      throws InterruptedException {
    IndexFile nowhere = new IndexFile(Optional.empty(), Clock.systemUTC(), IndexFile.LARGEST);
    return new Shelf(nowhere).recall(new Loose(tree, files, past));
  }

  /** The files that share a word with the task, best first. */
  public List<Ranked> rank(String task) {
    return clues(task).ranked();
  }

  /** As {@link #snippets(String, int, Cost)}, everything that is printed counted. */
  public List<Snippet> snippets(String task, int tokens) {
    return snippets(task, tokens, Cost.RENDERED);
  }

  /**
   * The best parts of the best files, a snippet for each file, the most fitting file first. All
   * together they are at most {@code tokens}, counted as {@code cost} says.
   */
  public List<Snippet> snippets(String task, int tokens, Cost cost) {
    // What stands for a text that was lost meanwhile says nothing.
    return Snippets.choose(clues(task).looked(weights), trees::odds, tokens, cost).stream()
        .filter(snippet -> !snippet.text().isEmpty())
        .toList();
  }

  /** The part of the tree around the files that fit the task, in at most {@code tokens}. */
  public String fileTree(String task, int tokens) {
    Map<String, Double> scores = new HashMap<>();
    rank(task).forEach(ranked -> scores.put(ranked.path(), ranked.score()));
    return new FileTree(files, scores).render(tokens);
  }

  /** What speaks for each part; for fitting the weights. */
  Clues clues(String task) {
    String title = task.strip().lines().findFirst().orElse("");
    boolean tests = ABOUT_TESTS.matcher(title).find();
    boolean docs = ABOUT_DOCS.matcher(title).find();
    List<Doc> pool =
        corpus.docs().stream()
            .filter(doc -> doc.kind() != Kind.FOREIGN && (tests || doc.kind() != Kind.TEST))
            .toList();
    Query query = Query.of(task, corpus);
    return new Clues(new Standing(corpus, pool, query, docs), query);
  }
}
