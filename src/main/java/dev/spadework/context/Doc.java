package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;

/**
 * One file of a corpus: its text, and its words as numbers of the corpus' vocabulary.
 *
 * @param starts where each line starts in {@code text}
 * @param terms the words of the text in order
 * @param termLines the line (from 0) of each of {@code terms}
 * @param declared the words of the names that the file declares
 * @param pathTerms the words of its path
 */
record Doc(
    String path,
    Kind kind,
    String text,
    int[] starts,
    int[] terms,
    int[] termLines,
    int[] declared,
    int[] pathTerms) {

  /** Lines {@code from} (included) to {@code to} (excluded), from 0, and their words. */
  record Passage(Doc doc, int from, int to, int firstTerm, int lastTerm) {}

  private static final int SHORTEST = 8;
  private static final int LONGEST = 30;

  int lines() {
    return starts.length;
  }

  /** Lines {@code from} (included) to {@code to} (excluded), from 0, without the last line end. */
  String lines(int from, int to) {
    int end = to < starts.length ? starts[to] : text.length();
    boolean ended = end > starts[from] && text.charAt(end - 1) == '\n';
    return text.substring(starts[from], ended ? end - 1 : end);
  }

  /** The file in pieces that end where a declaration or a paragraph ends, if one does in time. */
  List<Passage> passages() {
    List<Passage> passages = new ArrayList<>();
    int term = 0;
    for (int from = 0; from < starts.length; ) {
      int to = end(from);
      int first = term;
      while (term < terms.length && termLines[term] < to) {
        term++;
      }
      passages.add(new Passage(this, from, to, first, term));
      from = to;
    }
    return passages;
  }

  private int end(int from) {
    int best = Math.min(starts.length, from + LONGEST);
    if (best == starts.length) {
      return best;
    }
    int bestIndent = Integer.MAX_VALUE;
    for (int line = from + SHORTEST; line <= from + LONGEST; line++) {
      // A boundary lies before a line that follows a blank one; the less indented, the better.
      if (indent(line - 1) < 0 && indent(line) >= 0 && indent(line) <= bestIndent) {
        best = line;
        bestIndent = indent(line);
      }
    }
    return best;
  }

  /** Blanks before the first character of a line; -1 for a blank line. */
  private int indent(int line) {
    int end = line + 1 < starts.length ? starts[line + 1] : text.length();
    for (int i = starts[line]; i < end; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return i - starts[line];
      }
    }
    return -1;
  }
}
