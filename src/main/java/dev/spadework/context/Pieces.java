package dev.spadework.context;

import dev.spadework.context.Doc.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts without the comments in them: in real changes a line of a comment is touched less than half
 * as often as others of its length, and where code is inserted, that is mostly beside a line that
 * is blank or only closes something.
 */
final class Pieces {
  /** Shorter comments stay with the code around them. */
  private static final int SHORTEST = 2;

  /** What a character counts in a comment, and in a line that only closes something. */
  private static final double COMMENT = 0.4;

  private static final double CLOSING = 2.4;

  /** The characters that a blank line counts for. */
  private static final double BLANK = 20;

  /**
   * Some lines of a part.
   *
   * @param share how much of what the part is likely to have is here
   */
  record Piece(Part part, double share) {}

  private Pieces() {}

  /** The pieces of a part, in order. */
  static List<Piece> of(Part part, Lines lines) {
    double all = 0;
    for (int line = part.from(); line < part.to(); line++) {
      all += weight(lines, line);
    }
    List<Piece> pieces = new ArrayList<>();
    int from = part.from();
    for (int line = part.from(); line < part.to(); ) {
      int end = line;
      while (end < part.to() && lines.comment(end)) {
        end++;
      }
      if (end - line >= SHORTEST) {
        add(part, from, line, lines, all, pieces);
        add(part, line, end, lines, all, pieces);
        from = end;
      }
      line = Math.max(end, line + 1);
    }
    add(part, from, part.to(), lines, all, pieces);
    return pieces;
  }

  private static void add(
      Part part, int from, int to, Lines lines, double all, List<Piece> pieces) {
    double weight = 0;
    for (int line = from; line < to; line++) {
      weight += weight(lines, line);
    }
    if (from < to) {
      Part some = new Part(part.doc(), from, to, part.terms(), part.look());
      pieces.add(new Piece(some, weight / all));
    }
  }

  private static double weight(Lines lines, int line) {
    if (lines.blank(line)) {
      return BLANK;
    }
    double weight = lines.chars(line);
    return lines.bare(line) ? CLOSING * weight : lines.comment(line) ? COMMENT * weight : weight;
  }
}
