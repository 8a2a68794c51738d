package dev.spadework.redact;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in text, whole or cut off. The header alone is no key: code that reads keys is full
 * of headers.
 */
final class PrivateKeys {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final Pattern HEADER =
      Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----");

  /** So much of a body in a row is a key, even if it has no end. */
  private static final int BODY = 24;

  private PrivateKeys() {}

  static void in(String text, List<Found> found) {
    Matcher header = HEADER.matcher(text);
    for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at)) {
      header.region(at, Math.min(text.length(), at + 80));
      if (!header.lookingAt()) {
        at += BEGIN.length();
        continue;
      }
      int end = end(text, header.end());
      if (end > 0) {
        found.add(new Found("private key", at, end));
      }
      at = Math.max(end, header.end());
    }
  }

  /** Where the key ends whose header ends here; 0 if there is none. */
  private static int end(String text, int from) {
    int run = 0;
    boolean key = false;
    int at = from;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '-' && text.startsWith(DASHES, at)) {
        if (text.startsWith(END, at)) {
          int close = text.indexOf(DASHES, at + END.length());
          return close >= 0 && close - at < 80 ? close + DASHES.length() : at + END.length();
        }
        break;
      }
      boolean body = Shapes.word(c) || c == '+' || c == '/' || c == '=';
      if (!body && !between(c)) {
        break;
      }
      run = body ? run + 1 : 0;
      key |= run >= BODY;
    }
    return key ? at : 0;
  }

  /**
   * What may stand between the lines of a key: line ends as they are and escaped, quotes, marks.
   */
  private static boolean between(char c) {
    return Character.isWhitespace(c) || "\\\"'+,:.|>#*-".indexOf(c) >= 0;
  }
}
