package dev.spadework.context;

import java.util.List;

/** The lines of one file, from 0, by what they look like. The text is looked up once. */
final class Lines {
  private static final List<String> COMMENTS =
      List.of("//", "/*", "* ", "*/", "# ", "#!", "\"\"\"", "'''", "-- ", "<!--");
  private static final String CLOSERS = "[]{}()>;, \t\r\n";

  private final Doc doc;
  private final String text;

  Lines(Doc doc) {
    this.doc = doc;
    text = doc.text();
  }

  /** Characters of a line, its end included. */
  int chars(int line) {
    return doc.starts(line + 1) - doc.starts(line);
  }

  /** Whether a line has nothing in it; so it is beyond the ends. */
  boolean blank(int line) {
    return line(line).isBlank();
  }

  /** Whether a line is blank or only opens and closes brackets. */
  boolean bare(int line) {
    return line(line).chars().allMatch(c -> CLOSERS.indexOf(c) >= 0);
  }

  /** Whether a line begins as a comment does, or as one goes on. */
  boolean comment(int line) {
    String bare = line(line).strip();
    return bare.equals("*") || bare.equals("#") || COMMENTS.stream().anyMatch(bare::startsWith);
  }

  private String line(int line) {
    int from = Math.min(text.length(), Math.max(0, doc.starts(Math.max(0, line))));
    int to = line < 0 ? from : Math.min(text.length(), doc.starts(line + 1));
    return text.substring(from, Math.max(from, to));
  }

  /** How many there are. */
  int count() {
    return doc.body().starts().length;
  }
}
