package dev.spadework.sandbox;

import java.util.List;

/** How a command line becomes a program to run. */
final class Shell {
  private Shell() {}

  /**
   * Bash where there is one, else sh. Not a login shell: {@code /etc/profile} would replace the
   * PATH that the image set, and with it the image's own tools.
   */
  static List<String> command(String line) {
    return List.of(
        "sh",
        "-c",
        "if command -v bash >/dev/null 2>&1; then exec bash -c \"$1\"; else exec sh -c \"$1\"; fi",
        "sh",
        line);
  }
}
