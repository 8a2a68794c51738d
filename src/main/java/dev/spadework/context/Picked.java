package dev.spadework.context;

import dev.spadework.context.Doc.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The parts of one file that were chosen so far. */
final class Picked {
  /** Tokens that two ranges which become one may save at most, in labels and the gap. */
  private static final int JOINED = 8;

  private final Doc doc;
  private final Cost cost;
  private final TreeMap<Integer, Part> parts = new TreeMap<>();
  private int size;

  Picked(Doc doc, Cost cost) {
    this.doc = doc;
    this.cost = cost;
  }

  boolean any() {
    return !parts.isEmpty();
  }

  /**
   * Takes a part if there is room.
   *
   * @return the tokens that it takes; 0 if there is no room
   */
  int add(Part part, int room) {
    if (part.chars() / 4 > room + JOINED) {
      return 0;
    }
    parts.put(part.from(), part);
    int now = tokens();
    int more = now - size;
    if (more > room) {
      parts.remove(part.from());
      return 0;
    }
    size = now;
    return Math.max(0, more);
  }

  private int tokens() {
    List<Range> ranges = ranges();
    int chars = parts.values().stream().mapToInt(Part::chars).sum();
    int labels = Snippet.header("", ranges).length();
    return cost.of(doc.path(), ranges.size(), labels, chars);
  }

  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    int from = -1;
    int to = -1;
    for (Part part : parts.values()) {
      if (part.from() != to) {
        if (to >= 0) {
          ranges.add(new Range(from + 1, to));
        }
        from = part.from();
      }
      to = part.to();
    }
    ranges.add(new Range(from + 1, to));
    return ranges;
  }

  Snippet snippet() {
    List<Range> ranges = ranges();
    List<String> texts =
        ranges.stream().map(range -> doc.lines(range.from() - 1, range.to())).toList();
    return Snippet.of(doc.path(), ranges, String.join(Snippet.GAP, texts));
  }
}
