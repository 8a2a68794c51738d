package dev.spadework.context;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of untrusted text what a person who reads it rendered would not see, so that nobody can
 * say to the model what they do not say to people.
 *
 * <p>Taken out: HTML comments, Markdown reference lines used as comments, zero-width and other
 * invisible characters, bidirectional controls (Unicode Technical Report 36, CVE-2021-42574), tag
 * characters, stray variation selectors, and control characters except newline and tab. It errs
 * towards taking out: a comment shown inside a code block goes too. Not for text that a tool must
 * match literally later.
 */
public final class Hidden {
  private static final String OPEN = "<!--";
  private static final String CLOSE = "-->";
  private static final Pattern REFERENCE_COMMENT =
      Pattern.compile(
          "(?m)^ {0,3}\\[[^\\]\\n]{0,200}\\]:[ \\t]*(?:#|<>)[ \\t]*"
              + "(?:\"[^\\n]*\"|'[^\\n]*'|\\([^\\n]*\\))[ \\t]*$\\n?");

  private static final Pattern SHOWN = Pattern.compile("\\\\u\\{([0-9A-F]{1,5})\\}");

  private Hidden() {}

  /** The text as people would see it; line ends become {@code \n}. */
  public static String strip(String text) {
    // Characters go first: an invisible one inside "<!--" must not keep the comment alive.
    return REFERENCE_COMMENT.matcher(withoutComments(visible(text))).replaceAll("");
  }

  /**
   * The text with what is not seen in it spelled out, such as {@code \\u{202E}}; nothing is taken
   * out, so that whoever reads code knows what stands there. Emoji and letters that need a joiner
   * are left as they are.
   */
  public static String show(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int last = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean lineEnd = c == '\r' && (i >= text.length() || text.charAt(i) == '\n');
      boolean joins = (c == 0x200C || c == 0x200D) && joinable(last);
      if (c < 0x7F && c >= 0x20 || lineEnd || joins || !invisible(c, last) || styles(c, last)) {
        out.appendCodePoint(c);
      } else {
        out.append(String.format("\\u{%X}", c));
      }
      last = c;
    }
    return out.toString();
  }

  /**
   * The text with what {@link #show} spelled out turned back, as far as that character stands in
   * {@code file} and show would spell it out: nobody brings a new one in by its number.
   */
  public static String unshow(String text, String file) {
    return SHOWN
        .matcher(text)
        .replaceAll(
            shown -> {
              int c = Integer.parseInt(shown.group(1), 16);
              boolean there = invisible(c, 0) && file.indexOf(c) >= 0;
              return Matcher.quoteReplacement(there ? Character.toString(c) : shown.group());
            });
  }

  private static boolean joinable(int last) {
    return last >= 0x600 && Character.isLetter(last)
        || Character.getType(last < 0 ? ' ' : last) == Character.NON_SPACING_MARK
        || last == 0xFE0F
        || last >= 0x1F000 && last < 0x1FB00
        || last >= 0x2600 && last < 0x27C0;
  }

  /** A digit or symbol that becomes a key cap by the mark after it. */
  private static boolean styles(int c, int last) {
    return c == 0xFE0F && (last == '#' || last == '*' || last >= '0' && last <= '9');
  }

  private static String withoutComments(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    boolean closes = true;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, open)) {
      int close = closes ? text.indexOf(CLOSE, open + OPEN.length()) : -1;
      if (close >= 0) {
        out.append(text, from, open);
        from = close + CLOSE.length();
        open = from;
      } else if (startsLine(text, open)) {
        // CommonMark: a comment that starts a line and is never closed hides the rest of the
        // document; elsewhere it is ordinary text.
        return out.append(text, from, open).toString();
      } else {
        closes = false;
        open += OPEN.length();
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  private static boolean startsLine(String text, int at) {
    int from = at;
    while (from > 0 && at - from < 4 && text.charAt(from - 1) != '\n') {
      from--;
    }
    return at - from <= 3 && text.substring(from, at).isBlank();
  }

  /** Whether the text holds a character that is not seen, or a line end. For names of files. */
  static boolean inName(String name) {
    return name.indexOf('\n') >= 0 || name.indexOf('\t') >= 0 || !visible(name).equals(name);
  }

  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int last = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\r') {
        if (i >= text.length() || text.charAt(i) != '\n') {
          out.append('\n');
        }
      } else if (!invisible(c, last)) {
        out.appendCodePoint(c);
        last = c;
      }
    }
    return out.toString();
  }

  private static boolean invisible(int c, int last) {
    if (c == 0xFE0F || c == 0xFE0E) {
      // Text or emoji style: one after a symbol is ordinary, a row of them carries data.
      return last < 0x80 || last == 0xFE0F || last == 0xFE0E;
    }
    if (c == '\n' || c == '\t') {
      return false;
    }
    return Character.getType(c) == Character.FORMAT
        || Character.isISOControl(c)
        || c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || c >= 0x180B && c <= 0x180F
        || c == 0x2028
        || c == 0x2029
        || c >= 0x2060 && c <= 0x206F
        || c == 0x3164
        || c >= 0xFE00 && c <= 0xFE0D
        || c == 0xFFA0
        || c >= 0xFFF0 && c <= 0xFFFB
        || c >= 0xE0000 && c <= 0xE0FFF;
  }
}
