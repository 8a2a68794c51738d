package dev.spadework.memory;

import java.util.List;
import java.util.stream.Collectors;

/** Notes as a prompt shows them. */
public final class NoteLines {
  static final PromptLines LINES = new PromptLines("note n");

  private NoteLines() {}

  /** The lines. */
  public static String of(List<Note> notes) {
    return notes.stream().map(NoteLines::line).collect(Collectors.joining("\n"));
  }

  static String line(Note note) {
    return LINES.line(note.id(), note.text());
  }
}
