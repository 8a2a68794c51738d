package dev.spadework.memory;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failure looks like without what differs from run to run: numbers, ids, paths and quoted
 * values are masked, the test's name is kept.
 */
public final class Signature {
  private static final int LONGEST = 400;
  private static final String SEPARATOR = " ::";
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|<[^<>]*>|`[^`]*`");
  private static final Pattern ID =
      Pattern.compile("\\b(?:0x)?[0-9a-fA-F]{7,}\\b|@[0-9a-f]{4,}\\b");
  private static final Pattern PATH =
      Pattern.compile("(?:[A-Za-z]:)?(?:[\\w.-]*[/\\\\]){2,}[\\w.-]*");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,:]\\d+)*");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_]{3,}");

  /** Messages are alike from this share of common words on (Jaccard). */
  private static final double ALIKE = 0.6;

  private static final int FEWEST_WORDS = 3;

  private Signature() {}

  /** The signature of a failed test; both texts are untrusted. */
  public static String of(String test, String message) {
    return (cut(line(test)) + SEPARATOR + " " + cut(masked(message))).strip();
  }

  private static String masked(String message) {
    String text = QUOTED.matcher(line(message)).replaceAll("<>");
    text = PATH.matcher(text).replaceAll("/");
    text = ID.matcher(text).replaceAll("#");
    return NUMBER.matcher(text).replaceAll("0").toLowerCase(Locale.ROOT);
  }

  /** Whether two failures are of one kind: the same test, or nearly the same message. */
  static boolean alike(String one, String other) {
    String first = test(one);
    if (!first.isEmpty() && first.equals(test(other))) {
      return true;
    }
    Set<String> words = words(message(one));
    Set<String> others = words(message(other));
    if (words.size() < FEWEST_WORDS || others.size() < FEWEST_WORDS) {
      return false;
    }
    Set<String> both = new HashSet<>(words);
    both.retainAll(others);
    return both.size() >= ALIKE * (words.size() + others.size() - both.size());
  }

  private static String test(String signature) {
    int at = signature.indexOf(SEPARATOR);
    return at < 0 ? "" : signature.substring(0, at);
  }

  private static String message(String signature) {
    int at = signature.indexOf(SEPARATOR);
    return at < 0 ? signature : signature.substring(at + SEPARATOR.length());
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
