package dev.spadework.review;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a unified diff as git writes it. What is a header and what is content follows from the
 * counts in the hunk headers alone, so that no line of a file can pass for a header.
 */
public final class Hunks {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");

  private Hunks() {}

  /** The changed lines of each file, in the diff's order; a file without text has none. */
  public static List<List<Edit.Line>> of(String unified) {
    List<List<Edit.Line>> files = new ArrayList<>();
    // Only \n ends a line here: a lone \r is a character of the line.
    String[] lines = unified.split("\n", -1);
    int at = 0;
    while (at < lines.length) {
      Matcher hunk = HUNK.matcher(lines[at]);
      if (lines[at].startsWith("diff --git ")) {
        files.add(new ArrayList<>());
        at++;
      } else if (!files.isEmpty() && hunk.matches()) {
        at = hunk(lines, at + 1, hunk, files.get(files.size() - 1));
      } else {
        at++;
      }
    }
    return files;
  }

  private static int hunk(String[] lines, int from, Matcher header, List<Edit.Line> into) {
    int old = Integer.parseInt(header.group(1));
    int now = Integer.parseInt(header.group(3));
    int oldEnd = old + count(header.group(2));
    int nowEnd = now + count(header.group(4));
    int at = from;
    while (at < lines.length && (old < oldEnd || now < nowEnd || lines[at].startsWith("\\"))) {
      String line = lines[at++];
      char kind = line.isEmpty() ? ' ' : line.charAt(0);
      String text = line.isEmpty() ? "" : line.substring(1);
      switch (kind) {
        case '+' -> into.add(new Edit.Line(true, now++, text));
        case '-' -> into.add(new Edit.Line(false, old++, text));
        case '\\' -> {
          // "No newline at end of file" is about the line before.
        }
        default -> {
          old++;
          now++;
        }
      }
    }
    return at;
  }

  private static int count(String group) {
    return group == null ? 1 : Integer.parseInt(group);
  }
}
