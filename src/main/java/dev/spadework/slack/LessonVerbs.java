package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.memory.Lesson;
import dev.spadework.memory.Memory;
import dev.spadework.task.Aside;
import dev.spadework.task.Task;
import java.util.List;
import java.util.Optional;

/** {@code lesson} and {@code forget l14}: what people say about what tasks learned. */
final class LessonVerbs {
  private final Journal journal;
  private final Memory memory;
  private final People people;

  LessonVerbs(Journal journal, Memory memory, People people) {
    this.journal = journal;
    this.memory = memory;
    this.people = people;
  }

  /** Keeps a lesson, in other words if there are any, or drops it. */
  String settle(String user, int id, boolean keep, String words) {
    Optional<Lesson> lesson = memory.lessons().flatMap(lessons -> lessons.byId(id));
    if (lesson.isEmpty()) {
      return say("verb.lesson.unknown", "lesson", "l" + id);
    }
    Task task = journal.task(lesson.get().task()).orElseThrow();
    try {
      if (!people.mayDecide(user, task)) {
        return say("verb.lesson.may.not", "who", people.needed(task));
      }
    } catch (Away e) {
      return say("private.away");
    }
    String text = words.isBlank() ? lesson.get().text() : words;
    journal.add(
        task.id(),
        Optional.empty(),
        new Aside.LessonSettled(lesson.get().name(), user, keep, keep ? text : ""));
    return say(
        keep ? "verb.lesson.kept" : "verb.lesson.dropped",
        "lesson",
        lesson.get().name(),
        "repo",
        lesson.get().repo());
  }

  /** Lines for {@code memory}, the newest first. */
  List<String> lines(String repo) {
    List<Lesson> all = memory.lessons().map(lessons -> lessons.of(repo)).orElse(List.of());
    return all.stream()
        .sorted((a, b) -> Integer.compare(b.id(), a.id()))
        .map(
            lesson ->
                say(
                    lesson.state() == Lesson.State.KEPT
                        ? "verb.lesson.line"
                        : "verb.lesson.line.proposed",
                    "lesson",
                    lesson.name(),
                    "text",
                    lesson.text(),
                    "held",
                    lesson.held(),
                    "uses",
                    lesson.held() + lesson.failed()))
        .toList();
  }
}
