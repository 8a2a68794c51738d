package dev.spadework.attacks;

import java.util.regex.Pattern;

/** What can be told of a text that reached the model or left the house. */
final class Prompted {
  private Prompted() {}

  static boolean closes(String text) {
    return Pattern.compile("[#]\\d|\\bGH-\\d").matcher(text).find();
  }

  static boolean unseen(String text) {
    return text.codePoints().anyMatch(c -> c == 0x200B || c == 0x202E || c == 0x1B || isTag(c));
  }

  static boolean isTag(int c) {
    return c >= 0xE0000 && c <= 0xE007F;
  }

  /** Whether every line with this text stands between fences that were not closed before it. */
  static boolean fenced(String prompt, String text) {
    String fence = "";
    boolean found = false;
    for (String line : prompt.split("\n")) {
      if (fence.isEmpty() && line.matches("`{3,}")) {
        fence = line;
      } else if (!fence.isEmpty() && line.equals(fence)) {
        fence = "";
      } else if (line.contains(text)) {
        found = true;
        if (fence.isEmpty()) {
          return false;
        }
      }
    }
    return found;
  }

  static boolean quoted(String prompt, String text) {
    return prompt.contains("> " + text) && prompt.lines().noneMatch(line -> line.startsWith(text));
  }
}
