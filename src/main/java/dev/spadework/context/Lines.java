package dev.spadework.context;

import java.util.List;

/** The lines of one file, from 0, by what they look like. The text is looked up once. */
final class Lines {
  private static final List<String> COMMENTS =
      List.of("//", "/*", "* ", "*/", "# ", "#!", "\"\"\"", "'''", "-- ", "<!--");
  private static final String CLOSERS = "[]{}()>;, \t\r";

  private static final byte BLANK = 1;
  private static final byte CLOSING = 2;
  private static final byte COMMENT = 3;
  private static final byte CODE = 4;

  private final Doc doc;
  private final String text;
  private final byte[] looks;

  Lines(Doc doc) {
    this.doc = doc;
    text = doc.text();
    looks = new byte[count()];
  }

  /** Characters of a line, its end included. */
  int chars(int line) {
    return doc.starts(line + 1) - doc.starts(line);
  }

  /** Whether a line has nothing in it. */
  boolean blank(int line) {
    return look(line) == BLANK;
  }

  /** Whether a line is blank or only opens and closes brackets. */
  boolean bare(int line) {
    return look(line) == BLANK || look(line) == CLOSING;
  }

  /** Whether a line begins as a comment does, or as one goes on. */
  boolean comment(int line) {
    return look(line) == COMMENT;
  }

  private int look(int line) {
    if (looks[line] == 0) {
      String bare = line(line).strip();
      looks[line] = bare.isEmpty() ? BLANK : closes(bare) ? CLOSING : says(bare) ? COMMENT : CODE;
    }
    return looks[line];
  }

  private static boolean closes(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (CLOSERS.indexOf(line.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean says(String line) {
    for (String mark : COMMENTS) {
      if (line.startsWith(mark)) {
        return true;
      }
    }
    return line.equals("*") || line.equals("#");
  }

  private String line(int line) {
    int from = Math.min(text.length(), doc.starts(line));
    return text.substring(from, Math.min(text.length(), doc.starts(line + 1)));
  }

  /** How many there are. */
  int count() {
    return doc.body().starts().length;
  }
}
