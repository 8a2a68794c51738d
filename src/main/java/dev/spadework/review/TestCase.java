package dev.spadework.review;

import java.util.List;
import java.util.Optional;

/**
 * One test as its file has it.
 *
 * @param file where it stands
 * @param name with the names of what it stands in
 * @param line of its first line
 * @param header annotations, decorators, modifiers; without comments
 * @param statements of its body, in order
 * @param off what keeps it from running, as written; empty if it runs
 * @param only whether it keeps others from running
 */
record TestCase(
    String file,
    String name,
    int line,
    String header,
    List<Statement> statements,
    Optional<String> off,
    boolean only) {
  TestCase {
    statements = List.copyOf(statements);
  }

  /** What a runner calls it, without what it stands in. */
  String simpleName() {
    return name.substring(name.lastIndexOf('\u203A') + 1).strip();
  }

  /** Whether it is switched off under a condition only. */
  boolean sometimes() {
    return off.filter(
            marker -> marker.matches("(?si).*(?:if|unless|cfg|(?:abled)?(?:on|for)[A-Z]).*"))
        .isPresent();
  }

  TestCase inside(String marker) {
    return new TestCase(
        file, name, line, header, statements, off.isPresent() ? off : Optional.of(marker), only);
  }

  /**
   * One statement.
   *
   * @param text with single blanks, without comments
   * @param bare the same with empty strings
   * @param depth of braces around it, or of indentation, within the body
   */
  record Statement(int line, String text, String bare, int depth) {}
}
