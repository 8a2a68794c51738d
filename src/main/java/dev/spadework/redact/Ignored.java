package dev.spadework.redact;

import java.util.ArrayList;
import java.util.List;

/**
 * Characters that break a value without hiding it from a reader: line ends with what begins the
 * next line, and characters that nobody sees.
 */
final class Ignored {
  private Ignored() {}

  /** The text without them; the same text if it has none. */
  static String without(String text) {
    int first = next(text, 0, true);
    if (first == text.length()) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length()).append(text, 0, first);
    for (int at = first; at < text.length(); ) {
      int width = width(text, at, true);
      if (width == 0) {
        kept.append(text.charAt(at++));
      } else {
        at += width;
      }
    }
    return kept.toString();
  }

  /** The text without what nobody sees; lines stay. */
  static String withoutUnseen(String text) {
    if (next(text, 0, false) == text.length()) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      if (width(text, at, false) == 0) {
        kept.append(text.charAt(at));
      }
    }
    return kept.toString();
  }

  /**
   * The same stretches in the text that the bare one was made of.
   *
   * @param found sorted by their beginning, not overlapping
   * @param lines whether line ends had been taken out too
   */
  static List<Found> back(String text, List<Found> found, boolean lines) {
    List<Found> moved = new ArrayList<>();
    int at = 0;
    int bare = 0;
    for (Found each : found) {
      while (bare < each.from() || width(text, at, lines) > 0) {
        int width = width(text, at, lines);
        at += Math.max(width, 1);
        bare += width == 0 ? 1 : 0;
      }
      int from = at;
      while (bare < each.to()) {
        int width = width(text, at, lines);
        at += Math.max(width, 1);
        bare += width == 0 ? 1 : 0;
      }
      moved.add(new Found(each.kind(), from, at));
    }
    return moved;
  }

  private static int next(String text, int from, boolean lines) {
    for (int at = from; at < text.length(); at++) {
      if (width(text, at, lines) > 0) {
        return at;
      }
    }
    return text.length();
  }

  /** How many characters are to be ignored from here. */
  private static int width(String text, int at, boolean lines) {
    if (at >= text.length()) {
      return 0;
    }
    char c = text.charAt(at);
    if (unseen(c)) {
      return 1;
    }
    if (!lines || c != '\n' && c != '\r') {
      return 0;
    }
    int end = at + 1;
    while (end < text.length() && " \t+|>#*".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end - at;
  }

  private static boolean unseen(char c) {
    return c >= '\u200B' && c <= '\u200F'
        || c >= '\u202A' && c <= '\u202E'
        || c >= '\u2060' && c <= '\u2069'
        || c == '\u00AD'
        || c == '\uFEFF'
        || c == '\u180E'
        || c == '\u034F'
        || c >= '\uFE00' && c <= '\uFE0F';
  }
}
