package dev.spadework.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A kept output, by its lines. They are numbered from 1, as digests and excerpts number them: a
 * carriage return alone ends none, and colours are left out.
 */
public final class LogText {
  /** Characters of a line that a search shows. */
  private static final int LONGEST = 300;

  private static final int LONGEST_PATTERN = 500;
  private static final int MOST_ALTERNATIVES = 10;

  private final List<String> lines;

  private LogText(List<String> lines) {
    this.lines = lines;
  }

  /** Of the whole text. */
  public static LogText of(String text) {
    return new LogText(List.copyOf(LogLine.lines(text)));
  }

  /** All lines, as they are shown. */
  public List<String> lines() {
    return lines;
  }

  /**
   * Lines in which a text was found.
   *
   * @param numbered each with its number and a colon, cut to the part around what was found
   * @param more how many others there are in the range
   */
  public record Found(List<String> numbered, int more) {
    public Found {
      numbered = List.copyOf(numbered);
    }
  }

  /**
   * The lines that hold a text, without regard to case. It is plain text and no expression, so that
   * none can be made to take long.
   *
   * @param pattern what to find; {@code a|b} finds either, at most ten
   * @param from first line looked at, from 1
   * @param to last line looked at
   * @param most lines given
   * @throws BadPattern if there is nothing to look for
   */
  public Found find(String pattern, int from, int to, int most) throws BadPattern {
    List<String> wanted =
        Arrays.stream(pattern.toLowerCase(Locale.ROOT).split("\\|"))
            .filter(text -> !text.isBlank())
            .toList();
    if (wanted.isEmpty()
        || wanted.size() > MOST_ALTERNATIVES
        || pattern.length() > LONGEST_PATTERN) {
      throw new BadPattern(
          "`pattern` is plain text of 1 to "
              + LONGEST_PATTERN
              + " characters, with `|` between at most "
              + MOST_ALTERNATIVES
              + " alternatives.");
    }
    List<String> found = new ArrayList<>();
    int more = 0;
    for (int i = Math.max(1, from); i <= Math.min(to, lines.size()); i++) {
      String line = lines.get(i - 1);
      int at = first(line.toLowerCase(Locale.ROOT), wanted);
      if (at >= 0 && found.size() < most) {
        found.add(i + ": " + around(line, at));
      } else if (at >= 0) {
        more++;
      }
    }
    return new Found(found, more);
  }

  private static int first(String line, List<String> wanted) {
    return wanted.stream().mapToInt(line::indexOf).filter(at -> at >= 0).min().orElse(-1);
  }

  private static String around(String line, int match) {
    if (line.length() <= LONGEST) {
      return line;
    }
    int from = Math.max(0, Math.min(match - LONGEST / 3, line.length() - LONGEST));
    int to = from + LONGEST;
    return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
  }
}
