package dev.spadework.agent;

import dev.spadework.memory.Lesson;
import dev.spadework.memory.LessonLines;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Signature;
import dev.spadework.task.Aside;
import dev.spadework.task.Task;
import dev.spadework.task.TestRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the lessons that a task or a failure calls for, and writes down which were shown. */
final class LessonRecall {
  /** Of one prompt or one failure, in tokens. */
  static final int TOKENS = 300;

  private static final int FAILURES = 10;

  private final Memory memory;

  LessonRecall(Memory memory) {
    this.memory = memory;
  }

  /** Lessons for a task that begins; the text is its request with what came along. */
  List<Lesson> about(Task task, String text) {
    return memory
        .lessons()
        .map(lessons -> lessons.about(task.request().repo(), text, TOKENS))
        .orElse(List.of());
  }

  /** What is known of failures like those of this run, for the model; empty if nothing is. */
  Optional<String> like(Notebook notebook, TestRun run) {
    List<String> signatures =
        run.failures().stream()
            .limit(FAILURES)
            .map(failure -> Signature.of(failure.name(), failure.message()))
            .toList();
    List<Lesson> found =
        memory
            .lessons()
            .map(all -> all.like(notebook.task().request().repo(), signatures, TOKENS))
            .orElse(List.of());
    shown(notebook, found);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(Prompts.fill("brief-lessons.md", Map.of("text", LessonLines.of(found))));
  }

  /** Writes down that the model is shown these. */
  static void shown(Notebook notebook, List<Lesson> lessons) {
    if (!lessons.isEmpty()) {
      notebook.write(new Aside.Recalled(lessons.stream().map(Lesson::name).toList()));
    }
  }
}
