package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.Usage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The timeline of a task as a message: short, or with nothing left out that has room. */
public final class Why {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final int FIRST = 6;
  private static final int LINE = 180;

  private final Names names;
  private final ZoneId zone;

  public Why(Names names, ZoneId zone) {
    this.names = names;
    this.zone = zone;
  }

  /**
   * What happened, oldest first, with what each call used and what it came to.
   *
   * @param room characters that it may take; lines in the middle are left out, and counted
   * @return untrusted text among it
   */
  public String of(Task task, List<Entry> entries, Instant now, int room) {
    String head = Status.line(task, now);
    String foot = total(Cost.of(entries));
    List<String> lines = Timeline.of(entries, names).stream().map(this::line).toList();
    return head + "\n" + fitted(lines, room - head.length() - foot.length() - 100, task) + foot;
  }

  private static String fitted(List<String> lines, int room, Task task) {
    int used = 0;
    List<String> first = new ArrayList<>();
    List<String> last = new ArrayList<>();
    int from = 0;
    int to = lines.size();
    while (from < to) {
      boolean begin = first.size() < FIRST;
      String line = begin ? lines.get(from) : lines.get(to - 1);
      used += line.length() + 1;
      if (used > room) {
        break;
      }
      if (begin) {
        first.add(line);
        from++;
      } else {
        last.add(0, line);
        to--;
      }
    }
    if (from < to) {
      first.add(say("why.between", "lines", Counted.of(to - from, "line"), "task", task.id()));
    }
    first.addAll(last);
    return first.isEmpty() ? "" : String.join("\n", first) + "\n";
  }

  private String line(Timeline.Line line) {
    String words =
        say(
            "why.line",
            "time",
            TIME.format(line.at().atZone(zone)),
            "what",
            Code.shortened(line.what(), LINE));
    boolean free = line.micros() == 0 && line.usage().equals(Usage.NONE);
    return free
        ? words
        : say(
            "why.line.cost",
            "line",
            words,
            "tokens",
            CostWords.tokens(line.usage()),
            "money",
            Money.usd(line.micros()));
  }

  private static String total(Cost cost) {
    return say("why.total", "used", CostWords.of(cost));
  }
}
