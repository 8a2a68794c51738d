package dev.spadework.context;

/**
 * How large a text is for a model. One token is taken as four characters, which is what providers
 * give as the average for English and code; no tokenizer is loaded for it.
 */
public final class Tokens {
  private static final int CHARS = 4;

  private Tokens() {}

  /** Tokens of a text: its characters (UTF-16 units) divided by four, rounded up. */
  public static int of(String text) {
    return of(text.length());
  }

  static int of(int chars) {
    return (chars + CHARS - 1) / CHARS;
  }

  static int chars(int tokens) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, tokens) * (long) CHARS);
  }

  /**
   * The text, or as many of its first lines as fit with a mark that says how much was cut. Never
   * more than {@code tokens}; empty where not even the mark fits.
   */
  public static String cut(String text, int tokens) {
    if (of(text) <= tokens) {
      return text;
    }
    String mark = "… cut here: " + of(text) + " tokens, room for " + Math.max(0, tokens) + " …";
    int room = chars(tokens) - mark.length() - 1;
    if (room < 0) {
      return "";
    }
    int end = text.lastIndexOf('\n', room);
    // A text without line ends near the limit is cut within its line, but never within a character.
    if (end < room / 2) {
      end = room > 0 && Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
    }
    return end == 0 ? mark : text.substring(0, end) + "\n" + mark;
  }
}
