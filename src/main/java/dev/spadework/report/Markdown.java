package dev.spadework.report;

import java.util.regex.Pattern;

/** Untrusted text in a pull request: it mentions nobody, closes no issue and hides nothing. */
final class Markdown {
  private static final Pattern CALLS = Pattern.compile("([@#])(?=\\w)");
  private static final String BETWEEN = "\u200b";

  private Markdown() {}

  static String line(String text) {
    return text(TestWords.oneLine(text));
  }

  static String text(String text) {
    String tame = text.replace("&", "&amp;").replace("<", "&lt;").replace("![", "!\\[");
    return CALLS.matcher(tame).replaceAll("$1" + BETWEEN).strip();
  }

  static String quote(String text) {
    return "> " + text(text).replaceAll("\\R", "\n> ");
  }
}
