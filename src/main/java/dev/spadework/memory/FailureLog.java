package dev.spadework.memory;

import dev.spadework.redact.Redactor;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code failure_log.md}: a page made from the notes, replaced as a whole. */
final class FailureLog {
  private static final String TOP =
      """
      # Tasks that failed

      Written by Spadework from its journal; an edit here is lost with the next failure.
      """;
  private static final int LONGEST = 500;
  private static final int MOST_ITEMS = 20;

  private final PageFile file;
  private final Redactor redactor;
  private final UnaryOperator<String> seen;

  FailureLog(Path file, Redactor redactor, UnaryOperator<String> seen) {
    this.file = new PageFile(file);
    this.redactor = redactor;
    this.seen = seen;
  }

  void write(List<FailureNote> notes) {
    file.write(page(notes));
  }

  String page(List<FailureNote> notes) {
    StringBuilder out = new StringBuilder(TOP);
    notes.stream()
        .sorted(Comparator.comparing(FailureNote::when).reversed().thenComparing(FailureNote::task))
        .forEach(note -> entry(note, out));
    return out.toString();
  }

  private void entry(FailureNote note, StringBuilder out) {
    out.append("\n## ")
        .append(note.when().truncatedTo(ChronoUnit.SECONDS))
        .append(" · ")
        .append(clean(note.repo()))
        .append(" · `")
        .append(clean(note.task()).replace('`', '\''))
        .append("`\n");
    item("Asked", note.asked(), out);
    item("Stopped at", note.stoppedAt(), out);
    item("Cause", note.cause(), out);
    items("How it went", note.tried(), out);
    items("Failing tests", note.failingTests(), out);
  }

  private void items(String name, List<String> texts, StringBuilder out) {
    if (texts.isEmpty()) {
      return;
    }
    out.append("- ").append(name).append(":\n");
    texts.stream().limit(MOST_ITEMS).forEach(t -> out.append("  - ").append(clean(t)).append('\n'));
    if (texts.size() > MOST_ITEMS) {
      out.append("  - … ").append(texts.size() - MOST_ITEMS).append(" more\n");
    }
  }

  private void item(String name, String text, StringBuilder out) {
    if (!text.isBlank()) {
      out.append("- ").append(name).append(": ").append(clean(text)).append('\n');
    }
  }

  /** Redacted before it is cut, so that no half of a secret stays behind. */
  private String clean(String text) {
    return line(redactor.clean(seen.apply(text)), LONGEST);
  }

  /** One line of at most so many characters. */
  static String line(String text, int most) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
