package dev.spadework.sandbox;

/** Quotes that change what is in them. */
final class Quotes {
  private Quotes() {}

  /** What a quoted part says, and where the text goes on. */
  record Quoted(String text, int end) {}

  /** The inside of backticks, as the shell that runs it gets it. */
  static Quoted backticks(String text, int from, boolean quoted) throws ShellWords.NotUnderstood {
    StringBuilder inner = new StringBuilder();
    int at = from;
    while (at < text.length() && text.charAt(at) != '`') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char next = text.charAt(at++);
        boolean unescaped = "$`\\".indexOf(next) >= 0 || quoted && next == '"';
        inner.append(unescaped ? "" : "\\").append(next);
      } else {
        inner.append(c);
      }
    }
    return new Quoted(inner.toString(), closing(text, '`', at) + 1);
  }

  /** {@code $'...'}, from its first character; what it spells by escapes is unknown. */
  static Quoted ansi(String text, int from) throws ShellWords.NotUnderstood {
    int close = closing(text, '\'', from);
    String inner = text.substring(from, close);
    if (inner.endsWith("\\")) {
      throw new ShellWords.NotUnderstood("a quote is quoted in a way that shells disagree about");
    }
    return new Quoted(inner.contains("\\") ? String.valueOf(ShellWords.UNKNOWN) : inner, close + 1);
  }

  static int closing(String text, char quote, int from) throws ShellWords.NotUnderstood {
    int close = text.indexOf(quote, from);
    if (close < 0) {
      throw new ShellWords.NotUnderstood("a quote or bracket does not end");
    }
    return close;
  }
}
