package dev.spadework.memory;

import java.time.ZoneOffset;
import java.util.List;

/** {@code lessons.md}: what people kept, for people to read. */
final class LessonPage {
  private static final String TOP =
      """
      # Lessons

      Failures that tasks met and what resolved them, as people kept them. Written by Spadework at each decision; an edit
      here is lost. `/agent lesson l14 the new words` changes one, `/agent forget l14` drops it.
      """;
  private static final int COMMIT = 10;

  private LessonPage() {}

  static String of(List<Lesson> kept) {
    StringBuilder out = new StringBuilder(TOP);
    String repo = "";
    for (Lesson lesson : kept) {
      if (!lesson.repo().equals(repo)) {
        repo = lesson.repo();
        out.append("\n## ").append(repo).append("\n\n");
      }
      out.append("- **")
          .append(lesson.name())
          .append("** ")
          .append(lesson.text())
          .append(" (`")
          .append(lesson.task())
          .append("`, ")
          .append(lesson.commit(), 0, Math.min(COMMIT, lesson.commit().length()))
          .append(", kept by ")
          .append(lesson.by())
          .append(" on ")
          .append(lesson.at().atZone(ZoneOffset.UTC).toLocalDate())
          .append("; helped ")
          .append(lesson.held())
          .append(" of ")
          .append(lesson.held() + lesson.failed())
          .append(")\n");
    }
    return out.toString();
  }
}
