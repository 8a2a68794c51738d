package dev.spadework.report;

import java.util.regex.Pattern;

/** Untrusted text in a pull request: it mentions nobody, closes no issue and hides nothing. */
final class Markdown {
  private static final String BETWEEN = "\u200b";

  /** A mention, an issue's number in its two forms. */
  private static final Pattern CALLS = Pattern.compile("([@#])(?=\\w)|\\b(GH)(?=-\\d)");

  /** Addresses become links by themselves, and those of issues close them. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)\\b(https?:|ftp:)(?=//)|\\b(www)(?=\\.)");

  /** The middle of a link or an image, and the beginning of what one refers to. */
  private static final Pattern LINK = Pattern.compile("(?<=\\])(?=[(\\[:])");

  /** What would begin a heading, a rule or a table, and so pass for a part of the evidence. */
  private static final Pattern SECTION =
      Pattern.compile(
          "(?m)^([ \\t]{0,3})(?=#{1,6}(?:\\s|$)|[=-]+[ \\t]*$|\\||[-:|][-:| ]{2,}$|```|~~~)");

  private Markdown() {}

  static String line(String text) {
    return text(TestWords.oneLine(text));
  }

  static String text(String text) {
    String tame = text.replace("&", "&amp;").replace("<", "&lt;").replace("![", "!\\[");
    return SECTION.matcher(quiet(tame)).replaceAll("$1" + BETWEEN).strip();
  }

  /** The text without what a forge acts on, wherever it stands. */
  static String quiet(String text) {
    String calm = text.replace("\r\n", "\n").replace('\r', '\n');
    calm = CALLS.matcher(calm).replaceAll("$1$2" + BETWEEN);
    calm = ADDRESS.matcher(calm).replaceAll("$1$2" + BETWEEN);
    return LINK.matcher(calm).replaceAll(BETWEEN);
  }

  static String quote(String text) {
    return "> " + text(text).replaceAll("\\R", "\n> ");
  }
}
