package dev.spadework.agent;

import java.util.List;

/**
 * Where a text stands in a file, whichever line ends each of them has: who reads a file does not
 * see them.
 */
final class Places {
  private static final int MOST = 100;

  private final String file;
  private final List<Integer> starts;
  private final String normal;
  private final int length;

  private Places(String file, String normal, List<Integer> starts, int length) {
    this.file = file;
    this.normal = normal;
    this.starts = starts;
    this.length = length;
  }

  static Places of(String file, String wanted) {
    String normal = plain(file);
    String plain = plain(wanted);
    List<Integer> starts = Occurrences.of(normal.chars().toArray(), plain.chars().toArray(), MOST);
    return new Places(file, normal, starts, plain.length());
  }

  static String plain(String text) {
    return text.replace("\r\n", "\n");
  }

  int count() {
    return starts.size();
  }

  /** The lines where they begin, from 1. */
  List<Integer> lines() {
    return starts.stream()
        .map(start -> 1 + (int) normal.substring(0, start).chars().filter(c -> c == '\n').count())
        .distinct()
        .toList();
  }

  /** The file with this in the place of the first; the line ends are those that stood there. */
  String replaced(String by) {
    int start = inFile(starts.get(0));
    int end = inFile(starts.get(0) + length);
    return file.substring(0, start) + ends(by, start, end) + file.substring(end);
  }

  private String ends(String by, int start, int end) {
    String old = file.substring(start, end);
    if (!file.contains("\r\n")) {
      return by.contains("\r\n") ? plain(by) : by;
    }
    // Without a line end of its own, that of its line, or else of the line before.
    int next = file.indexOf('\n', start);
    int last = next < 0 ? file.lastIndexOf('\n') : next;
    boolean windows =
        old.contains("\n") ? old.contains("\r\n") : last > 0 && file.charAt(last - 1) == '\r';
    return windows ? plain(by).replace("\n", "\r\n") : plain(by);
  }

  private int inFile(int at) {
    int dropped = 0;
    int where = 0;
    // Each line end before it that was two characters moves it by one.
    for (int seen = 0; seen < at; seen++) {
      if (file.charAt(where) == '\r'
          && where + 1 < file.length()
          && file.charAt(where + 1) == '\n') {
        dropped++;
        where++;
      }
      where++;
    }
    return at + dropped;
  }
}
