package dev.spadework.agent;

import dev.spadework.task.LogScan;
import dev.spadework.task.LogScan.Note;
import dev.spadework.task.LogScan.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A log that is to be read, or one that there should be.
 *
 * @param bytes where its lines are; empty: there is nothing to read, and the notes say why
 * @param position how far it has been read once these bytes are
 */
record LogInput(
    String name,
    Origin origin,
    List<Note> notes,
    Optional<Bytes> bytes,
    Optional<LogScan.Position> position) {

  /** Opens the bytes of a log. */
  interface Bytes {
    InputStream open() throws IOException;
  }

  static LogInput without(String name, Origin origin, Note why) {
    return new LogInput(name, origin, List.of(why), Optional.empty(), Optional.empty());
  }

  static LogInput of(String name, Origin origin, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return text.isBlank()
        ? without(name, origin, Note.EMPTY)
        : new LogInput(
            name,
            origin,
            List.of(),
            Optional.of(() -> new ByteArrayInputStream(bytes)),
            Optional.empty());
  }
}
