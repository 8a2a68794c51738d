package dev.spadework.task;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lessons in a task.
 *
 * @param used those that the model was shown, as people call them
 * @param proposed the one that the task learned
 * @param settled the last word of a person about that one
 */
public record Learning(
    List<String> used,
    Optional<Aside.LessonProposed> proposed,
    Optional<Aside.LessonSettled> settled) {
  static final Learning NONE = new Learning(List.of(), Optional.empty(), Optional.empty());

  Learning recalled(Aside.Recalled more) {
    Set<String> all = new LinkedHashSet<>(used);
    all.addAll(more.lessons());
    return new Learning(List.copyOf(all), proposed, settled);
  }

  Learning proposed(Aside.LessonProposed lesson) {
    return new Learning(used, Optional.of(lesson), settled);
  }

  Learning settled(Aside.LessonSettled word) {
    return new Learning(used, proposed, Optional.of(word));
  }
}
