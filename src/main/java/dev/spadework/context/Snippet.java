package dev.spadework.context;

/**
 * Some lines of a file, chosen for a task. The text is verbatim and untrusted.
 *
 * @param from first line, from 1
 * @param to last line, included
 * @param tokens of {@link #render()}, its header included
 */
public record Snippet(String path, int from, int to, String text, int tokens) {
  static Snippet of(String path, int from, int to, String text) {
    return new Snippet(path, from, to, text, Tokens.of(header(path, from, to) + text));
  }

  /** The snippet under a line that says where it is from. */
  public String render() {
    return header(path, from, to) + text;
  }

  private static String header(String path, int from, int to) {
    return path + ":" + from + "-" + to + "\n";
  }
}
