package dev.spadework.sandbox;

import java.util.regex.Pattern;

/** Words whose value is not, or not wholly, known before the command runs. */
final class Globs {
  private static final String MARKS = "" + ShellWords.UNKNOWN + ShellWords.MANY + ShellWords.GLOB;

  private Globs() {}

  /** How sure it is that a word fits a pattern. */
  enum Fit {
    NO,
    MAYBE,
    YES
  }

  /** Drops the marks of brackets that a shell takes as they are. */
  static String kept(String word) {
    String kept = word;
    if (!kept.contains(",") && !kept.contains("..")) {
      kept = kept.replace(ShellWords.GLOB + "{", "{");
    }
    return kept.indexOf(']') < 0 ? kept.replace(ShellWords.GLOB + "[", "[") : kept;
  }

  /** Whether nothing of it is known only when the command runs. */
  static boolean known(String word) {
    return word.chars().noneMatch(c -> MARKS.indexOf(c) >= 0);
  }

  /** Whether it may become several words, or none. */
  static boolean many(String word) {
    return word.indexOf(ShellWords.MANY) >= 0 || word.indexOf(ShellWords.GLOB) >= 0;
  }

  /** The word as it was written, for what looks at patterns itself. */
  static String written(String word) {
    return word.replace(String.valueOf(ShellWords.GLOB), "")
        .replace(ShellWords.MANY, ShellWords.UNKNOWN);
  }

  /** Whether a word fits a pattern, in which {@code *} stands for any characters. */
  static Fit fit(String pattern, String word) {
    if (known(word)) {
      boolean plain = pattern.indexOf('*') < 0;
      boolean fits = plain ? pattern.equals(word) : compiled(pattern).matcher(word).matches();
      return fits ? Fit.YES : Fit.NO;
    }
    String start = word.substring(0, first(word));
    String end = word.substring(last(word) + 1);
    int star = pattern.indexOf('*');
    String wantedStart = star < 0 ? pattern : pattern.substring(0, star);
    String wantedEnd = star < 0 ? pattern : pattern.substring(pattern.lastIndexOf('*') + 1);
    boolean starts = start.startsWith(wantedStart) || wantedStart.startsWith(start);
    // What a glob's last character was is not in the word's end.
    boolean ends =
        word.indexOf(ShellWords.GLOB) >= 0 || end.endsWith(wantedEnd) || wantedEnd.endsWith(end);
    return starts && ends ? Fit.MAYBE : Fit.NO;
  }

  static Pattern compiled(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static int first(String word) {
    return (int) word.chars().takeWhile(c -> MARKS.indexOf(c) < 0).count();
  }

  private static int last(String word) {
    int at = word.length() - 1;
    while (MARKS.indexOf(word.charAt(at)) < 0) {
      at--;
    }
    return at;
  }
}
