package dev.spadework.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * Where one sequence stands in another, overlaps included. In linear time, since both are an
 * attacker's (Knuth, Morris and Pratt, "Fast Pattern Matching in Strings", 1977).
 */
final class Occurrences {
  private Occurrences() {}

  /**
   * Where they begin.
   *
   * @param atMost no more than these are looked for
   */
  static List<Integer> of(int[] text, int[] wanted, int atMost) {
    List<Integer> starts = new ArrayList<>();
    if (wanted.length == 0 || wanted.length > text.length) {
      return starts;
    }
    int[] border = borders(wanted);
    int matched = 0;
    for (int at = 0; at < text.length && starts.size() < atMost; at++) {
      while (matched > 0 && (matched == wanted.length || text[at] != wanted[matched])) {
        matched = border[matched];
      }
      if (text[at] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        starts.add(at - matched + 1);
      }
    }
    return starts;
  }

  /** For each length of a beginning of it, the longest shorter beginning that also ends it. */
  private static int[] borders(int[] wanted) {
    int[] border = new int[wanted.length + 1];
    int length = 0;
    for (int at = 1; at < wanted.length; at++) {
      while (length > 0 && wanted[at] != wanted[length]) {
        length = border[length];
      }
      if (wanted[at] == wanted[length]) {
        length++;
      }
      border[at + 1] = length;
    }
    return border;
  }
}
