package dev.spadework.context;

import dev.spadework.context.Doc.Part;
import dev.spadework.context.Pieces.Piece;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file that were chosen so far. A line next to a part that is blank or only closes
 * something comes with it: it costs next to nothing, and says where the part ends.
 */
final class Picked {
  /** Tokens that two ranges which become one may save at most, in labels and the gap. */
  private static final int JOINED = 8;

  private final Doc doc;
  private final Cost cost;
  private @Nullable Lines read;
  private BitSet chosen = new BitSet();
  private int size;

  Picked(Doc doc, Cost cost) {
    this.doc = doc;
    this.cost = cost;
  }

  /** Its lines; most files are never asked for them. */
  private Lines lines() {
    Lines lines = read == null ? new Lines(doc) : read;
    read = lines;
    return lines;
  }

  /** A part in pieces. */
  List<Piece> pieces(Part part) {
    return Pieces.of(part, lines());
  }

  boolean any() {
    return !chosen.isEmpty();
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
    Lines lines = lines();
    BitSet before = (BitSet) chosen.clone();
    chosen.set(part.from(), part.to());
    if (part.from() > 0 && lines.bare(part.from() - 1)) {
      chosen.set(part.from() - 1);
    }
    if (part.to() < lines.count() && lines.bare(part.to())) {
      chosen.set(part.to());
    }
    int now = tokens();
    int more = now - size;
    if (more > room) {
      chosen = before;
      return 0;
    }
    size = now;
    return Math.max(0, more);
  }

  private int tokens() {
    List<Range> ranges = ranges();
    int chars = chosen.stream().map(lines()::chars).sum();
    int labels = Snippet.header("", ranges).length();
    return cost.of(doc.path(), ranges.size(), labels, chars);
  }

  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    for (int from = chosen.nextSetBit(0); from >= 0; ) {
      int to = chosen.nextClearBit(from);
      ranges.add(new Range(from + 1, to));
      from = chosen.nextSetBit(to);
    }
    return ranges;
  }

  Snippet snippet() {
    List<Range> ranges = ranges();
    List<String> texts =
        ranges.stream().map(range -> doc.lines(range.from() - 1, range.to())).toList();
    return Snippet.of(doc.path(), ranges, String.join(Snippet.GAP, texts));
  }
}
