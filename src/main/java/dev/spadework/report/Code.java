package dev.spadework.report;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Text between backquotes. */
public final class Code {
  private Code() {}

  /** The text as one piece of code on one line; it cannot end the code early. */
  public static String of(String text) {
    String line = plain(text.replace('`', '\'').replaceAll("\\s+", " ")).strip();
    return line.isEmpty() ? "(empty)" : "`" + line + "`";
  }

  /**
   * The text without what a terminal takes for a command: control characters but line ends and
   * tabs.
   */
  static String plain(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\\n\\r\\t]]", "");
  }

  /** Several pieces, separated by commas; the rest beyond {@code atMost} is counted. */
  public static String list(Collection<String> texts, int atMost) {
    String shown = texts.stream().limit(atMost).map(Code::of).collect(Collectors.joining(", "));
    int more = texts.size() - atMost;
    return more > 0 ? Phrases.say("list.more", "shown", shown, "more", more) : shown;
  }

  /** Lines as a block; the fence is longer than any in the text. */
  public static String block(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence + "\n" + text.stripTrailing() + "\n" + fence;
  }

  /** The last part of a path. */
  static String file(String path) {
    return of(last(path));
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** At most so many lines and so many characters in each. */
  static List<String> lines(String text, int atMost, int width) {
    return plain(text)
        .lines()
        .filter(line -> !line.isBlank())
        .limit(atMost)
        .map(line -> shortened(line.stripTrailing(), width))
        .toList();
  }

  /** The text, cut at so many characters with an ellipsis. */
  public static String shortened(String text, int atMost) {
    if (text.length() <= atMost) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(atMost - 2)) ? atMost - 2 : atMost - 1;
    return text.substring(0, end) + "…";
  }
}
