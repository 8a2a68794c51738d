package dev.spadework.context;

import dev.spadework.context.Doc.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Choosing passages of ranked files under a budget. */
final class Snippets {
  /** Files beyond this rank are not worth a header. */
  private static final int MOST_FILES = 30;

  private record Candidate(Passage passage, double value, int tokens) {}

  private Snippets() {}

  /**
   * Takes passages by the product of how well the file and how well the passage fits, as long as
   * they fit in; neighbours become one snippet.
   *
   * @param files scores, best first
   */
  static List<Snippet> choose(Map<Doc, Double> files, Map<Passage, Double> passages, int tokens) {
    Map<Doc, TreeMap<Integer, Passage>> chosen = new LinkedHashMap<>();
    int left = tokens;
    for (Candidate candidate : candidates(files, passages)) {
      if (candidate.tokens <= left) {
        left -= candidate.tokens;
        Passage passage = candidate.passage;
        chosen.computeIfAbsent(passage.doc(), d -> new TreeMap<>()).put(passage.from(), passage);
      }
    }
    List<Snippet> snippets = new ArrayList<>();
    chosen.forEach((doc, parts) -> merge(doc, parts, snippets));
    return snippets;
  }

  private static List<Candidate> candidates(Map<Doc, Double> files, Map<Passage, Double> passages) {
    Map<Doc, Double> top = new IdentityHashMap<>();
    files.entrySet().stream()
        .limit(MOST_FILES)
        .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
    List<Candidate> candidates = new ArrayList<>();
    passages.forEach(
        (passage, score) -> {
          Double file = top.get(passage.doc());
          if (file != null) {
            double value = file * score;
            candidates.add(new Candidate(passage, value, snippet(passage).tokens()));
          }
        });
    candidates.sort(Comparator.comparingDouble(candidate -> -candidate.value));
    return candidates;
  }

  private static void merge(Doc doc, TreeMap<Integer, Passage> parts, List<Snippet> out) {
    int from = -1;
    int to = -1;
    for (Passage part : parts.values()) {
      if (part.from() != to) {
        add(doc, from, to, out);
        from = part.from();
      }
      to = part.to();
    }
    add(doc, from, to, out);
  }

  private static void add(Doc doc, int from, int to, List<Snippet> out) {
    if (from >= 0) {
      out.add(Snippet.of(doc.path(), from + 1, to, doc.lines(from, to)));
    }
  }

  private static Snippet snippet(Passage passage) {
    return Snippet.of(
        passage.doc().path(),
        passage.from() + 1,
        passage.to(),
        passage.doc().lines(passage.from(), passage.to()));
  }
}
