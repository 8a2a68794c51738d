package dev.spadework.memory;

import java.util.List;
import java.util.stream.Collectors;

/** Lessons as a prompt shows them. */
public final class LessonLines {
  static final PromptLines LINES = new PromptLines("lesson l");

  private LessonLines() {}

  /** The lines. */
  public static String of(List<Lesson> lessons) {
    return lessons.stream().map(LessonLines::line).collect(Collectors.joining("\n"));
  }

  static String line(Lesson lesson) {
    return LINES.line(lesson.id(), lesson.text());
  }
}
