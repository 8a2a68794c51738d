package dev.spadework.context;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Some lines of a file, chosen for a task. The text is verbatim and untrusted.
 *
 * @param ranges in line order, none next to another
 * @param text the lines of each range, with {@link #GAP} between two
 * @param tokens of {@link #render()}, its header included
 */
public record Snippet(String path, List<Range> ranges, String text, int tokens) {
  /** A line that stands for lines that were left out. */
  static final String GAP = "\n…\n";

  static Snippet of(String path, List<Range> ranges, String text) {
    return new Snippet(path, ranges, text, Tokens.of(header(path, ranges) + text));
  }

  /** The snippet under a line that says where it is from. */
  public String render() {
    return header(path, ranges) + text;
  }

  static String header(String path, List<Range> ranges) {
    return path
        + ranges.stream()
            .map(range -> range.from() + "-" + range.to())
            .collect(Collectors.joining(",", ":", "\n"));
  }
}
