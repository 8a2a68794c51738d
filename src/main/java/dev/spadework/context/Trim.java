package dev.spadework.context;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a model or a person needs of a log. */
public final class Trim {
  private static final int BEFORE = 2;
  private static final int AFTER = 8;

  /** Characters kept free for each mark between two stretches of lines. */
  private static final int MARK = 80;

  private Trim() {}

  /**
   * The head, the tail and the lines around failures, in their order, the first and the last
   * failure before those between. Colours and progress displays are taken out first; a log that
   * fits is otherwise left as it is.
   *
   * @param maxChars never more characters than this
   */
  public static Trimmed log(String text, int maxChars) {
    List<String> lines = LogLine.lines(text);
    String whole = String.join("\n", lines);
    if (whole.length() <= maxChars) {
      return new Trimmed(whole, 0);
    }
    List<Row> rows = Row.of(lines);
    Picked picked = new Picked(rows, lines.size(), maxChars - MARK);
    List<Integer> failures = failures(lines, rows);
    if (!failures.isEmpty()) {
      picked.around(failures.get(0));
      picked.around(failures.get(failures.size() - 1));
    }
    picked.tail(maxChars / 4);
    picked.head(maxChars / 10);
    failures.forEach(picked::around);
    picked.tail(maxChars);
    return picked.render(maxChars);
  }

  /**
   * The lines that say most about why tests or a build failed: what failed, the message, the first
   * frame of one's own code. In the order of the log, none twice.
   *
   * @param n at most this many
   */
  public static List<String> usefulLines(String log, int n) {
    List<String> lines = LogLine.lines(log);
    Set<String> useful = new LinkedHashSet<>();
    boolean ownFrameDue = false;
    for (String line : lines) {
      if (useful.size() >= n) {
        break;
      }
      if (LogLine.frame(line)) {
        if (ownFrameDue && !LogLine.foreignFrame(line)) {
          useful.add(bare(line));
          ownFrameDue = false;
        }
      } else if (LogLine.failure(line) && !LogLine.noise(line)) {
        useful.add(bare(line));
        ownFrameDue = true;
      }
    }
    if (useful.isEmpty()) {
      List<String> said = lines.stream().filter(line -> !LogLine.noise(line)).toList();
      said.subList(Math.max(0, said.size() - Math.max(0, n)), said.size())
          .forEach(line -> useful.add(bare(line)));
    }
    return List.copyOf(useful);
  }

  /** The rows of failures, those of one kind once, and the last. */
  private static List<Integer> failures(List<String> lines, List<Row> rows) {
    List<Integer> failures = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    int last = -1;
    for (int i = 0; i < rows.size(); i++) {
      String line = lines.get(rows.get(i).from());
      if (LogLine.failure(line) && !LogLine.noise(line)) {
        last = i;
        if (kinds.add(Row.mask(line))) {
          failures.add(i);
        }
      }
    }
    if (last >= 0 && failures.get(failures.size() - 1) != last) {
      failures.add(last);
    }
    return failures;
  }

  private static String bare(String line) {
    return Row.shortened(line.strip().replaceFirst("^\\[(?:ERROR|WARNING|INFO)\\]\\s+", ""));
  }

  /** Lines picked so far, and the room that is left for more. */
  private static final class Picked {
    private final List<Row> rows;
    private final int lines;
    private final BitSet picked = new BitSet();
    private int room;

    Picked(List<Row> rows, int lines, int room) {
      this.rows = rows;
      this.lines = lines;
      this.room = room;
    }

    void around(int failure) {
      pick(failure);
      int foreign = 0;
      for (int i = failure + 1; i <= failure + AFTER + foreign && i < rows.size(); i++) {
        // Frames of runners and libraries are passed over, so that one's own come into view.
        if (LogLine.foreignFrame(rows.get(i).text())) {
          foreign++;
        } else {
          pick(i);
        }
      }
      for (int i = failure - 1; i >= Math.max(0, failure - BEFORE); i--) {
        pick(i);
      }
    }

    void head(int chars) {
      int end = room - chars;
      for (int i = 0; i < rows.size() && room > Math.max(0, end); i++) {
        if (!LogLine.foreignFrame(rows.get(i).text()) && !pick(i)) {
          return;
        }
      }
    }

    void tail(int chars) {
      int end = room - chars;
      for (int i = rows.size() - 1; i >= 0 && room > Math.max(0, end); i--) {
        if (!LogLine.foreignFrame(rows.get(i).text()) && !pick(i)) {
          return;
        }
      }
    }

    private boolean pick(int line) {
      if (picked.get(line)) {
        return true;
      }
      // Between two neighbours it closes a gap, beside one it moves a mark, alone it needs a mark.
      boolean beside = line > 0 && picked.get(line - 1) || picked.get(line + 1);
      int cost = rows.get(line).text().length() + 1 + (beside ? 0 : MARK);
      if (cost > room) {
        return false;
      }
      room -= cost;
      picked.set(line);
      return true;
    }

    Trimmed render(int maxChars) {
      StringBuilder out = new StringBuilder();
      int next = 0;
      for (int row = picked.nextSetBit(0); row >= 0; row = picked.nextSetBit(row + 1)) {
        mark(out, next, rows.get(row).from());
        out.append(rows.get(row).text()).append('\n');
        next = rows.get(row).from() + rows.get(row).lines();
      }
      mark(out, next, lines);
      int leftOut = lines - picked.cardinality();
      // Only a limit too small for one line and its mark gets here with more.
      int end = Math.max(0, Math.min(out.length() - (out.length() > 0 ? 1 : 0), maxChars));
      return new Trimmed(out.substring(0, end), leftOut);
    }

    private static void mark(StringBuilder out, int from, int to) {
      if (to > from) {
        out.append("… ")
            .append(Row.count(to - from))
            .append(to - from == 1 ? " line" : " lines")
            .append(" left out (")
            .append(from + 1)
            .append(to - from == 1 ? "" : "-" + to)
            .append("; read_output to see ")
            .append(to - from == 1 ? "it" : "them")
            .append(") …\n");
      }
    }
  }
}
