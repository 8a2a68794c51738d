package dev.spadework.context;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the lines of one kind share: the line with all that differs each time taken out. */
final class LogTemplate {
  /** Stands for what differs. */
  static final String MASK = "#";

  private static final int LONGEST = 400;
  private static final int LONGEST_QUOTED = 200;
  private static final int SHORTEST_HEX = 6;
  private static final int SHORTEST_LITERAL = 8;

  /** Where a time is looked for. */
  private static final int START = 80;

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?"
              + "|\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d(?: [+-]\\d{4})?"
              + "|[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?");

  private static final Pattern SEPARATOR = Pattern.compile("#| - |[\\])] |: |\"|\\{}|\\[");
  private static final Pattern LEVEL =
      Pattern.compile("^(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|SEVERE)\\b\\s*");

  /**
   * A line, read.
   *
   * @param time as it stands in the line; empty if there is none near its start
   */
  record Masked(String text, String time) {}

  private LogTemplate() {}

  static Masked of(String line) {
    String start = line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    Matcher time = TIME.matcher(start).region(0, Math.min(START, start.length()));
    return new Masked(mask(start), time.find() ? time.group() : "");
  }

  private static String mask(String line) {
    StringBuilder text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); ) {
      char c = line.charAt(i);
      int quoted = c == '"' || c == '\'' ? quoted(line, i) : i;
      if (quoted > i) {
        text.append(MASK);
        i = quoted;
      } else if (inWord(c)) {
        int end = i + 1;
        while (end < line.length() && inWord(line.charAt(end))) {
          end++;
        }
        word(text, line, i, end);
        i = end;
      } else {
        text.append(c);
        i++;
      }
    }
    return text.toString().strip();
  }

  /** Where a quoted text ends; where it begins, if it is none, or a key. */
  private static int quoted(String line, int at) {
    if (at > 0 && Character.isLetterOrDigit(line.charAt(at - 1))) {
      return at;
    }
    int end = line.indexOf(line.charAt(at), at + 1);
    boolean key = end > 0 && end + 1 < line.length() && line.charAt(end + 1) == ':';
    return end < 0 || key || end - at > LONGEST_QUOTED ? at : end + 1;
  }

  private static boolean inWord(char c) {
    return Character.isLetterOrDigit(c) || "-_./:+~%@".indexOf(c) >= 0;
  }

  /** A number in a word differs; with two of them, the word does. So do paths and hex numbers. */
  private static void word(StringBuilder text, String line, int from, int to) {
    int end = to;
    while (end > from && ":.-".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    int numbers = 0;
    int slashes = 0;
    boolean hex = end - from >= SHORTEST_HEX;
    for (int i = from; i < end; i++) {
      char c = line.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean after = i > from && line.charAt(i - 1) >= '0' && line.charAt(i - 1) <= '9';
      numbers += digit && !after ? 1 : 0;
      slashes += c == '/' ? 1 : 0;
      hex &= digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
    if (numbers > 1 || slashes > 1 || hex && numbers > 0) {
      text.append(MASK);
    } else if (numbers == 0) {
      text.append(line, from, end);
    } else {
      for (int i = from; i < end; i++) {
        char c = line.charAt(i);
        boolean digit = c >= '0' && c <= '9';
        if (!digit) {
          text.append(c);
        } else if (i == from || text.charAt(text.length() - 1) != MASK.charAt(0)) {
          text.append(MASK);
        }
      }
    }
    text.append(line, end, to);
  }

  /** The parts that a program's source is likely to have word for word, the longest first. */
  static List<String> literals(String template) {
    List<String> literals = new ArrayList<>();
    for (String part : SEPARATOR.split(template)) {
      String text = LEVEL.matcher(part.strip()).replaceFirst("");
      if (text.length() >= SHORTEST_LITERAL && text.indexOf(' ') > 0) {
        literals.add(text);
      }
    }
    literals.sort(Comparator.comparing(String::length).reversed());
    return literals;
  }
}
