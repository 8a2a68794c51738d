package dev.spadework.context;

import dev.spadework.context.Clues.Clue;
import dev.spadework.context.Doc.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Choosing passages under a budget. */
final class Snippets {
  /** Short passages would win every comparison if their size had no floor. */
  private static final int FLOOR = 5;

  /** With less room than this nothing useful fits. */
  private static final int LEAST = 20;

  private record Candidate(Clue clue, double value) {}

  private Snippets() {}

  /**
   * Takes the passages that are likeliest to matter for their size, as long as they fit in. Those
   * of a file become one snippet, so that its header is paid for once.
   *
   * @param clues those of the best file first
   */
  static List<Snippet> choose(List<Clue> clues, Weights weights, int tokens) {
    Map<Integer, Doc> files = new LinkedHashMap<>();
    clues.forEach(clue -> files.putIfAbsent(clue.file(), clue.passage().doc()));
    Map<Integer, TreeMap<Integer, Passage>> chosen = new HashMap<>();
    Map<Integer, Integer> sizes = new HashMap<>();
    int left = tokens;
    for (Candidate candidate : candidates(clues, weights)) {
      if (left < LEAST) {
        break;
      }
      Passage passage = candidate.clue.passage();
      int file = candidate.clue.file();
      TreeMap<Integer, Passage> parts = new TreeMap<>(chosen.getOrDefault(file, new TreeMap<>()));
      parts.put(passage.from(), passage);
      int size = snippet(passage.doc(), parts).tokens();
      int more = size - sizes.getOrDefault(file, 0);
      if (more <= left) {
        left -= more;
        chosen.put(file, parts);
        sizes.put(file, size);
      }
    }
    List<Snippet> snippets = new ArrayList<>();
    files.forEach(
        (file, doc) -> {
          if (chosen.containsKey(file)) {
            snippets.add(snippet(doc, chosen.get(file)));
          }
        });
    return snippets;
  }

  private static List<Candidate> candidates(List<Clue> clues, Weights weights) {
    return clues.stream()
        .map(
            clue -> {
              int size = Tokens.of(clue.passage().chars()) + FLOOR;
              return new Candidate(clue, weights.odds(clue.values()) - Math.log(size));
            })
        .sorted(Comparator.comparingDouble(candidate -> -candidate.value))
        .toList();
  }

  private static Snippet snippet(Doc doc, TreeMap<Integer, Passage> parts) {
    List<Range> ranges = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int from = parts.firstKey();
    int to = from;
    for (Passage part : parts.values()) {
      if (part.from() != to) {
        ranges.add(new Range(from + 1, to));
        texts.add(doc.lines(from, to));
        from = part.from();
      }
      to = part.to();
    }
    ranges.add(new Range(from + 1, to));
    texts.add(doc.lines(from, to));
    return Snippet.of(doc.path(), ranges, String.join(Snippet.GAP, texts));
  }
}
