package dev.spadework.context;

/** How the size of a snippet is counted against a budget. */
public enum Cost {
  /** All that {@link Snippet#render} prints. */
  RENDERED,
  /**
   * The lines, and (length of the path + 8) / 4 for the file, whatever the number of ranges: the
   * contract of {@code spadework context}, whose callers print the lines themselves.
   */
  LINES;

  private static final int HEADER = 8;

  /**
   * Tokens.
   *
   * @param ranges how many there are
   * @param labels characters of their numbers in the header
   * @param chars of the lines, line ends included
   */
  int of(String path, int ranges, int labels, int chars) {
    return switch (this) {
      case RENDERED ->
          Tokens.of(path.length() + labels + (ranges - 1) * Snippet.GAP.length() + chars);
      case LINES -> Tokens.of(path.length() + HEADER) + Tokens.of(chars);
    };
  }

  /** The tokens of a snippet. */
  public int of(Snippet snippet) {
    int ranges = snippet.ranges().size();
    int chars = snippet.text().length() - (ranges - 1) * Snippet.GAP.length() + ranges;
    return this == RENDERED ? snippet.tokens() : of(snippet.path(), ranges, 0, chars);
  }
}
