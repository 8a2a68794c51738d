package dev.spadework.report;

import java.util.regex.Pattern;

/**
 * A model's words in a commit message or a title: they call nobody, close no issue, keep no build
 * from running and sign for nobody.
 */
public final class CommitText {
  /** GitHub, GitLab, Circle, Azure, AppVeyor, Netlify and others: a word for it in brackets. */
  private static final Pattern SKIP =
      Pattern.compile(
          "(?i)[\\[*]+\\s*((?:[\\w-]+[ _-])?(?:skip|no)[ _-]\\w+|\\w+[ _-]skip)\\s*[\\]*]+");

  private static final Pattern TRAILER =
      Pattern.compile("(?m)^[ \\t>*-]*([A-Za-z]+(?:-[A-Za-z]+)+)[ \\t]*:(?=.)");

  private CommitText() {}

  /** The text, tame. */
  public static String of(String text) {
    String trailers = TRAILER.matcher(text).replaceAll("$1 –");
    return Markdown.quiet(SKIP.matcher(trailers).replaceAll("($1)"));
  }
}
