package dev.spadework.review;

import java.util.List;
import java.util.Optional;

/**
 * One changed file, with all that is known of it before and after.
 *
 * @param path where it is now; for a deleted file where it was
 * @param oldPath where it was, for a renamed file only
 * @param before empty for a new file
 * @param after empty for a deleted file
 * @param lines the lines that were added or taken away, in the order of the diff
 */
public record Edit(
    String path,
    Optional<String> oldPath,
    Optional<Side> before,
    Optional<Side> after,
    boolean binary,
    List<Line> lines) {
  public Edit {
    lines = List.copyOf(lines);
  }

  /** What git keeps under a path. */
  public enum Type {
    FILE,
    EXECUTABLE,
    LINK,
    SUBMODULE
  }

  /**
   * The file on one side.
   *
   * @param text empty for what is no text or too large to be read
   */
  public record Side(Type type, String text) {}

  /**
   * One line of the diff.
   *
   * @param number in the new file for an added line, in the old one for one that was taken away
   * @param text without its line end
   */
  public record Line(boolean added, int number, String text) {}

  boolean deleted() {
    return after.isEmpty();
  }

  String textBefore() {
    return before.map(Side::text).orElse("");
  }

  String textAfter() {
    return after.map(Side::text).orElse("");
  }

  /** Where it was before. */
  String from() {
    return oldPath.orElse(path);
  }

  List<Line> added() {
    return lines.stream().filter(Line::added).toList();
  }

  List<Line> removed() {
    return lines.stream().filter(line -> !line.added).toList();
  }
}
