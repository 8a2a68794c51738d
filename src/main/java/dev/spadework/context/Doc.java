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
 * @param declaredLines the line (from 0) of each of {@code declared}
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
    int[] declaredLines,
    int[] pathTerms) {

  /**
   * Lines {@code from} (included) to {@code to} (excluded), from 0, and their words: where they are
   * in the file's {@code terms}, and where the names that they declare are in its {@code declared}.
   */
  record Passage(
      Doc doc, int from, int to, int firstTerm, int lastTerm, int firstName, int lastName) {
    int chars() {
      return doc.starts(to) - doc.starts(from);
    }
  }

  private static final int SHORTEST = 8;
  private static final int LONGEST = 30;

  /** Where a line starts; for the line after the last one, where the text ends. */
  private int starts(int line) {
    return line < starts.length ? starts[line] : text.length();
  }

  /** Lines {@code from} (included) to {@code to} (excluded), from 0, without the last line end. */
  String lines(int from, int to) {
    int end = starts(to);
    boolean ended = end > starts[from] && text.charAt(end - 1) == '\n';
    return text.substring(starts[from], ended ? end - 1 : end);
  }

  /** The file in pieces that end where a declaration or a paragraph ends, if one does in time. */
  List<Passage> passages() {
    List<Passage> passages = new ArrayList<>();
    int term = 0;
    int name = 0;
    for (int from = 0; from < starts.length; ) {
      int to = end(from);
      int first = term;
      while (term < terms.length && termLines[term] < to) {
        term++;
      }
      int firstName = name;
      while (name < declared.length && declaredLines[name] < to) {
        name++;
      }
      passages.add(new Passage(this, from, to, first, term, firstName, name));
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
    int end = starts(line + 1);
    for (int i = starts[line]; i < end; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return i - starts[line];
      }
    }
    return -1;
  }
}
