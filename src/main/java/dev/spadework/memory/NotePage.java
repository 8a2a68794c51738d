package dev.spadework.memory;

import java.time.ZoneOffset;
import java.util.List;

/** {@code notes.md}: what people asked to be remembered, for people to read. */
final class NotePage {
  private static final String TOP =
      """
      # Notes

      What people asked to be remembered. Written by Spadework; an edit here is lost. `/agent remember …` adds one,
      `/agent forget n3` drops it.
      """;

  private NotePage() {}

  static String of(List<Note> notes) {
    StringBuilder out = new StringBuilder(TOP);
    String repo = "";
    for (Note note : notes) {
      if (!note.repo().equals(repo)) {
        repo = note.repo();
        out.append("\n## ").append(repo).append("\n\n");
      }
      out.append("- **")
          .append(note.name())
          .append("** ")
          .append(note.text())
          .append(" (")
          .append(note.by())
          .append(", ")
          .append(note.at().atZone(ZoneOffset.UTC).toLocalDate())
          .append(")\n");
    }
    return out.toString();
  }
}
