package dev.spadework.redact;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that stand where a credential stands: after {@code password=}, in an address, in a header.
 * What is no value (a name, a call, a placeholder) is left alone.
 */
final class Assignments {
  private static final int REACH = 700;

  /** Lower case; what stands around them is looked at where one is met. */
  private static final String[] WORDS = {
    "passw",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "apikey",
    "api_key",
    "api-key",
    "accesskey",
    "access_key",
    "access-key",
    "private_key",
    "privatekey",
    "_key",
    "_auth",
    "credential",
    "authorization",
    "bearer ",
    "://"
  };

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "[A-Za-z]{2,13}(?:[_-][A-Za-z]{3,10})?(?:s|[_.-][A-Za-z0-9_.-]{0,30}|[A-Z][A-Za-z0-9]{0,30})?"
              + "[\"'`]?[\\])]?\\s{0,3}(?:=>|:=|==|[:=])\\s{0,3}"
              + "(?:([\"'`])([^\"'`\\s]{8,300})[\"'`]|([^\\s\"'`,;&<>()\\[\\]{}|]{8,300})(?![\\w(\\[{.<]))");

  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)(?:authorization[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?:basic|bearer|token|apikey|negotiate)?"
              + "|bearer)\\s{1,3}[\"']?([A-Za-z0-9+/=._~-]{8,4000})");

  private static final Pattern ADDRESS =
      Pattern.compile("://([^\\s/:@\"'<>()]{0,256}:[^\\s/@\"'<>]{1,256})@");

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)\\$\\{|\\{\\{|<|\\.\\.\\.|xxx|\\*\\*|example|change_?me|your|placeholder|redacted|dummy"
              + "|12345678(?:9|$)|abcdef");

  /** A name of something, with dots, arrows or colons between its parts. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_$][\\w$]*(?:(?:\\.|::|->|/|-)[A-Za-z_$][\\w$]*)*");

  private Assignments() {}

  static void in(String text, List<Found> found) {
    Matcher matcher = ASSIGNED.matcher(text);
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    for (int at = 0; at < text.length(); at++) {
      String word = at(text, at);
      if (!word.isEmpty()) {
        int from = word.startsWith("_") ? at + 1 : at;
        matcher.region(from, Math.min(text.length(), at + REACH));
        int end = met(word, matcher, found);
        at = Math.max(at, end - 1);
      }
    }
  }

  private static String at(String text, int at) {
    switch (text.charAt(at)) {
      case 'p', 'P', 's', 'S', 't', 'T', 'a', 'A', '_', 'c', 'C', 'b', 'B', ':' -> {
        for (String word : WORDS) {
          if (text.regionMatches(true, at, word, 0, word.length())) {
            return word;
          }
        }
        return "";
      }
      default -> {
        return "";
      }
    }
  }

  private static int met(String word, Matcher matcher, List<Found> found) {
    switch (word) {
      case "://" -> {
        if (matcher.usePattern(ADDRESS).lookingAt() && !placeholder(matcher.group(1))) {
          found.add(new Found("password in an address", matcher.start(1), matcher.end(1)));
          return matcher.end(1);
        }
      }
      case "authorization", "bearer " -> {
        if (matcher.usePattern(HEADER).lookingAt()
            && (word.equals("authorization") || Randomness.of(matcher.group(1)).random())) {
          found.add(new Found("authorization header", matcher.start(1), matcher.end(1)));
          return matcher.end(1);
        }
      }
      default -> {
        if (matcher.usePattern(ASSIGNED).lookingAt()) {
          boolean quoted = matcher.group(2) != null;
          int group = quoted ? 2 : 3;
          if (secret(word, matcher.group(group), quoted)) {
            found.add(new Found(kind(word), matcher.start(group), matcher.end(group)));
            return matcher.end(group);
          }
        }
      }
    }
    return 0;
  }

  private static String kind(String word) {
    return word.startsWith("pass") || word.equals("pwd") ? "password" : "secret value";
  }

  private static boolean secret(String word, String value, boolean quoted) {
    if (placeholder(value)) {
      return false;
    }
    if (UUID.matcher(value).matches()) {
      return true;
    }
    Randomness random = Randomness.of(value);
    boolean password = kind(word).equals("password");
    if (!quoted && NAME.matcher(value).matches() && !random.random()) {
      return false;
    }
    return random.random() || password && random.mixed();
  }

  private static boolean placeholder(String value) {
    String low = value.toLowerCase(Locale.ROOT);
    return low.startsWith("$")
        || low.startsWith("%")
        || low.startsWith("{")
        || low.startsWith("user:pass")
        || PLACEHOLDER.matcher(low).find();
  }
}
