package dev.spadework.sandbox;

/**
 * A here-document that has been announced.
 *
 * @param delimiter the line that ends it
 * @param expands whether the shell looks for substitutions in it
 * @param tabs whether tabs at the starts of lines do not count
 * @param afterDelimiter where the command goes on
 */
record HereDocument(String delimiter, boolean expands, boolean tabs, int afterDelimiter) {

  /** The lines of one, and where the text goes on. */
  record Body(String text, int end) {}

  /** Reads the delimiter after {@code <<}. */
  static HereDocument begun(String text, int from) throws ShellWords.NotUnderstood {
    int at = from;
    boolean tabs = at < text.length() && text.charAt(at) == '-';
    at += tabs ? 1 : 0;
    while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    StringBuilder delimiter = new StringBuilder();
    boolean quoted = false;
    while (at < text.length() && " \t\n;|&<>()".indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        int close = text.indexOf(c, at + 1);
        delimiter.append(text, at + 1, Math.max(at + 1, close));
        at = close < 0 ? text.length() : close;
        quoted = true;
      } else {
        delimiter.append(c);
      }
      at++;
    }
    if (delimiter.length() == 0 || delimiter.chars().anyMatch(c -> "$`\\\n\"'".indexOf(c) >= 0)) {
      throw new ShellWords.NotUnderstood("a here-document has no plain delimiter");
    }
    return new HereDocument(delimiter.toString(), !quoted, tabs, at);
  }

  /** Reads the lines from here to the delimiter. */
  Body body(String text, int from) throws ShellWords.NotUnderstood {
    StringBuilder body = new StringBuilder();
    int at = from;
    while (at < text.length()) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(at, end);
      at = Math.min(end + 1, text.length());
      if ((tabs ? line.replaceAll("^\t+", "") : line).equals(delimiter)) {
        return new Body(body.toString(), at);
      }
      if (expands && line.endsWith("\\")) {
        throw new ShellWords.NotUnderstood("a line of a here-document goes on in the next");
      }
      body.append(line).append('\n');
    }
    throw new ShellWords.NotUnderstood("a here-document does not end");
  }
}
