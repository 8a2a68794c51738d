package dev.spadework.context;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The text files of a tree, with their words, in memory. Built once, then only read. */
final class Corpus {
  static final int LARGEST_FILE = 512 * 1024;
  private static final int MOST_FILES = 20_000;
  private static final long MOST_CHARS = 64L << 20;

  private final List<Doc> docs = new ArrayList<>();
  private final List<List<Doc.Passage>> passages = new ArrayList<>();
  private final Map<String, int[]> said = new HashMap<>();
  private final Map<String, Integer> touched = new HashMap<>();
  private final Map<String, Integer> vocabulary = new HashMap<>();
  // Identifiers come again and again; each is taken apart once.
  private final Map<String, int[]> identifiers = new HashMap<>();

  private Corpus() {}

  /**
   * Reads the files in the order given, until a bound is reached.
   *
   * @param past what was said about them
   */
  static Corpus of(Path root, List<String> paths, List<Past> past) throws InterruptedException {
    Corpus corpus = new Corpus();
    Tree tree = new Tree(root);
    long chars = 0;
    for (String path : paths) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (corpus.docs.size() == MOST_FILES || chars > MOST_CHARS) {
        break;
      }
      Optional<String> text =
          Hidden.inName(path) ? Optional.empty() : tree.read(path, LARGEST_FILE);
      if (text.isPresent()) {
        chars += text.get().length();
        Doc doc = corpus.doc(path, text.get());
        corpus.docs.add(doc);
        corpus.passages.add(doc.passages());
      }
    }
    corpus.identifiers.clear();
    corpus.remember(past);
    return corpus;
  }

  private void remember(List<Past> past) {
    Map<String, Ints> words = new HashMap<>();
    docs.forEach(doc -> words.put(doc.path(), new Ints()));
    for (Past commit : past) {
      int[] numbers =
          commit.words().stream()
              .mapToInt(term -> vocabulary.computeIfAbsent(term, t -> vocabulary.size()))
              .toArray();
      for (String path : commit.paths()) {
        Ints of = words.get(path);
        if (of != null) {
          touched.merge(path, 1, Integer::sum);
          Arrays.stream(numbers).forEach(of::add);
        }
      }
    }
    words.forEach((path, numbers) -> said.put(path, numbers.all()));
  }

  /** The pieces of the file at this place in {@link #docs()}. */
  List<Doc.Passage> passages(int doc) {
    return passages.get(doc);
  }

  /** The words of the commits that touched a file. */
  int[] said(Doc doc) {
    return said.getOrDefault(doc.path(), new int[0]);
  }

  /** How many of the commits that were read touched a file. */
  int touched(Doc doc) {
    return touched.getOrDefault(doc.path(), 0);
  }

  List<Doc> docs() {
    return docs;
  }

  int words() {
    return vocabulary.size();
  }

  /** The number of a word; empty if no file has it. */
  Optional<Integer> number(String term) {
    return Optional.ofNullable(vocabulary.get(term));
  }

  private Doc doc(String path, String text) {
    Ints starts = new Ints();
    Ints terms = new Ints();
    Ints lines = new Ints();
    List<String> declared = new ArrayList<>();
    Ints names = new Ints();
    Ints nameLines = new Ints();
    int line = 0;
    for (int start = 0; start < text.length(); line++) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      starts.add(start);
      words(text, start, end, terms);
      while (lines.size() < terms.size()) {
        lines.add(line);
      }
      Declarations.in(text.substring(start, end), declared);
      declared.forEach(name -> words(name, 0, name.length(), names));
      declared.clear();
      while (nameLines.size() < names.size()) {
        nameLines.add(line);
      }
      start = end + 1;
    }
    Ints pathTerms = new Ints();
    words(path, 0, path.length(), pathTerms);
    return new Doc(
        path,
        Kind.of(path),
        text,
        starts.all(),
        terms.all(),
        lines.all(),
        names.all(),
        nameLines.all(),
        pathTerms.all());
  }

  private void words(String text, int from, int to, Ints out) {
    for (int start = from; start < to; ) {
      if (!Terms.part(text.charAt(start))) {
        start++;
        continue;
      }
      int end = start + 1;
      while (end < to && Terms.part(text.charAt(end))) {
        end++;
      }
      for (int number : identifiers.computeIfAbsent(text.substring(start, end), this::numbers)) {
        out.add(number);
      }
      start = end;
    }
  }

  private int[] numbers(String identifier) {
    return Terms.of(identifier).stream()
        .mapToInt(term -> vocabulary.computeIfAbsent(term, t -> vocabulary.size()))
        .toArray();
  }

  /** A growing array of numbers. */
  private static final class Ints {
    private int[] numbers = new int[16];
    private int size;

    void add(int number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size++] = number;
    }

    int size() {
      return size;
    }

    int[] all() {
      return Arrays.copyOf(numbers, size);
    }
  }
}
