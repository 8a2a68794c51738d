package dev.spadework.memory;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

  private final Path file;
  private final Redactor redactor;
  private final UnaryOperator<String> seen;

  FailureLog(Path file, Redactor redactor, UnaryOperator<String> seen) {
    this.file = file.toAbsolutePath().normalize();
    this.redactor = redactor;
    this.seen = seen;
  }

  synchronized void write(List<FailureNote> notes) {
    try {
      String page = page(notes);
      Files.createDirectories(file.getParent());
      boolean same =
          Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && Files.readString(file).equals(page);
      if (!same) {
        replace(page);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be written; check that its directory may be written to", e);
    }
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

  private void replace(String page) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), ".failure_log", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(page.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
