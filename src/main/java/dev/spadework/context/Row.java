package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line of a log as it is shown, for itself or for a run of lines like it.
 *
 * @param from its number in the log, from 0
 * @param lines how many lines it stands for
 */
record Row(String text, int from, int lines) {
  private static final int LONGEST = 400;

  /** Runs of the same line, and of lines that differ in numbers only, that become one. */
  private static final int SAME = 3;

  private static final int ALIKE = 20;
  private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]+|\\d+");

  /** The lines of a log, with runs made one row and what is too long of a line left out. */
  static List<Row> of(List<String> lines) {
    List<Row> rows = new ArrayList<>();
    List<String> masked = lines.stream().map(Row::mask).toList();
    for (int i = 0; i < lines.size(); ) {
      int same = run(lines, i);
      int alike = same >= SAME ? 1 : run(masked, i);
      if (same >= SAME) {
        rows.add(new Row(shortened(lines.get(i)) + " (" + count(same) + " times)", i, same));
        i += same;
      } else if (alike >= ALIKE) {
        String more = " (and " + count(alike - 2) + " more lines like it)";
        rows.add(new Row(shortened(lines.get(i)) + more, i, alike - 1));
        rows.add(new Row(shortened(lines.get(i + alike - 1)), i + alike - 1, 1));
        i += alike;
      } else {
        rows.add(new Row(shortened(lines.get(i)), i, 1));
        i++;
      }
    }
    return rows;
  }

  private static int run(List<String> lines, int at) {
    int end = at + 1;
    while (!lines.get(at).isBlank() && end < lines.size() && lines.get(end).equals(lines.get(at))) {
      end++;
    }
    return end - at;
  }

  /** A line without what differs from one time to the next. */
  static String mask(String line) {
    return NUMBER.matcher(start(line)).replaceAll("#");
  }

  /** Enough of a line to tell what it is. */
  static String start(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
  }

  static String shortened(String line) {
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = LONGEST - (Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? 1 : 0);
    return line.substring(0, end) + "… (" + count(line.length() - end) + " more characters)";
  }

  static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
