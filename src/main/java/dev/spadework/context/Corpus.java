package dev.spadework.context;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text files of one commit, with their words, in memory. Immutable, safe for use by many
 * threads.
 */
final class Corpus {
  /** What the numbers of words are known by. */
  interface Vocabulary {
    /** The number of a word; -1 where it has none. */
    int find(String word);
  }

  private final List<Doc> docs;
  private final Map<String, int[]> said;
  private final Map<String, Integer> touched;
  private final List<Said> past;
  private final Vocabulary vocabulary;
  private final int words;
  private final BitSet present = new BitSet();

  private Corpus(
      List<Doc> docs,
      Map<String, int[]> said,
      Map<String, Integer> touched,
      List<Said> past,
      Vocabulary vocabulary,
      int words) {
    this.docs = docs;
    this.said = said;
    this.touched = touched;
    this.past = past;
    this.vocabulary = vocabulary;
    this.words = words;
    for (Doc doc : docs) {
      mark(doc.terms());
      mark(doc.pathTerms());
    }
    said.values().forEach(this::mark);
  }

  /** One commit of the past: the numbers of its words, and the files that it touched. */
  record Said(int[] words, List<String> paths) {}

  /**
   * @param past newest first
   * @param words how many there are; the vocabulary may grow, also by words that no file here has
   */
  static Corpus of(List<Doc> docs, List<Said> past, Vocabulary vocabulary, int words) {
    Map<String, Ints> said = new HashMap<>();
    Map<String, Integer> touched = new HashMap<>();
    docs.forEach(doc -> said.put(doc.path(), new Ints()));
    for (Said commit : past) {
      for (String path : commit.paths()) {
        Ints of = said.get(path);
        if (of != null) {
          touched.merge(path, 1, Integer::sum);
          of.addAll(commit.words());
        }
      }
    }
    Map<String, int[]> all = new HashMap<>();
    said.forEach((path, numbers) -> all.put(path, numbers.all()));
    return new Corpus(List.copyOf(docs), all, touched, List.copyOf(past), vocabulary, words);
  }

  private void mark(int[] numbers) {
    for (int number : numbers) {
      present.set(number);
    }
  }

  /** The pieces of the file at this place in {@link #docs()}. */
  List<Doc.Passage> passages(int doc) {
    return docs.get(doc).passages();
  }

  /** The words of the commits that touched a file. */
  int[] said(Doc doc) {
    return said.getOrDefault(doc.path(), new int[0]);
  }

  /** How many of the commits that were read touched a file. */
  int touched(Doc doc) {
    return touched.getOrDefault(doc.path(), 0);
  }

  /** The commits that were read, newest first. */
  List<Said> past() {
    return past;
  }

  List<Doc> docs() {
    return docs;
  }

  int words() {
    return words;
  }

  /** The number of a word; empty if no file has it, and no commit that touched one. */
  Optional<Integer> number(String term) {
    int number = vocabulary.find(term);
    return number >= 0 && present.get(number) ? Optional.of(number) : Optional.empty();
  }
}
