package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Learning;
import dev.spadework.task.Task;
import java.util.Optional;

/** Which lessons a task used, and which one it learned. */
public final class LessonWords {
  private LessonWords() {}

  /** Empty: it used none. */
  static Optional<String> used(Task task) {
    Learning learning = task.asides().learning();
    return learning.used().isEmpty()
        ? Optional.empty()
        : Optional.of(say("lesson.used", "lessons", String.join(", ", learning.used())));
  }

  /** The lesson while nobody has spoken about it; untrusted text in it. */
  static Optional<String> learned(Task task) {
    return open(task)
        ? task.asides()
            .learning()
            .proposed()
            .map(
                lesson ->
                    say(
                        "lesson.proposed",
                        "lesson",
                        lesson.lesson(),
                        "text",
                        Code.shortened(TestWords.oneLine(lesson.text()), 300)))
        : Optional.empty();
  }

  /** Who kept or dropped it. */
  public static Optional<String> settled(Task task, Names names) {
    return task.asides()
        .learning()
        .settled()
        .map(
            word ->
                say(
                    word.kept() ? "line.lesson.kept" : "line.lesson.dropped",
                    "who",
                    names.of(word.by()),
                    "lesson",
                    word.lesson()));
  }

  /** Whether a lesson of this task waits for a person. */
  public static boolean open(Task task) {
    Learning learning = task.asides().learning();
    return learning.proposed().isPresent() && learning.settled().isEmpty();
  }
}
