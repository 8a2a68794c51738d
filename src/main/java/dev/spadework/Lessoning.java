package dev.spadework;

import dev.spadework.journal.Journal;
import dev.spadework.memory.Lesson;
import dev.spadework.memory.Lessons;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Signature;
import dev.spadework.report.Learned;
import dev.spadework.task.Aside;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.util.List;
import java.util.Optional;

/**
 * Has lessons proposed when tasks are done, counts how those fared that were used, and does what
 * people said about them.
 */
final class Lessoning {
  private final Journal journal;
  private final Memory memory;

  Lessoning(Journal journal, Memory memory) {
    this.journal = journal;
    this.memory = memory;
  }

  Following following() {
    return new Following(journal, "lessons", Lessoning::concerns, this::on);
  }

  private static boolean concerns(Entry entry) {
    TaskEvent event = entry.event();
    return event instanceof DeliveryEvent.PullRequestOpened
        || event instanceof TaskEvent.GaveUp
        || event instanceof TaskEvent.Cancelled
        || event instanceof TaskEvent.Decided
        || event instanceof Aside.LessonSettled;
  }

  void on(List<Entry> entries) {
    memory.lessons().ifPresent(lessons -> entries.forEach(entry -> on(entry, lessons)));
  }

  private void on(Entry entry, Lessons lessons) {
    if (entry.event() instanceof Aside.LessonSettled word) {
      number(word.lesson())
          .ifPresent(id -> lessons.settle(id, word.kept(), word.text(), word.by()));
      memory.writeLessons();
      return;
    }
    Task task = journal.task(entry.task()).orElseThrow();
    if (task.ending().isEmpty()) {
      return;
    }
    boolean done = task.ending().get().kind() == Ending.Kind.DONE;
    for (String used : task.asides().learning().used()) {
      number(used).ifPresent(id -> lessons.ended(id, task.id(), done));
    }
    if (done && entry.event() instanceof DeliveryEvent.PullRequestOpened) {
      Learned.of(task, journal.entries(task.id()))
          .ifPresent(learned -> propose(task, learned, lessons));
    }
  }

  private void propose(Task task, Learned learned, Lessons lessons) {
    String signature = Signature.of(learned.test(), learned.message());
    String commit = task.delivery().commit().map(DeliveryEvent.Committed::commit).orElse("");
    Lesson lesson =
        lessons.propose(task.id(), task.request().repo(), signature, learned.text(), commit);
    journal.add(
        task.id(),
        Optional.of("lesson:" + task.id()),
        new Aside.LessonProposed(lesson.name(), lesson.text()));
  }

  private static Optional<Integer> number(String name) {
    return name.matches("l\\d{1,9}")
        ? Optional.of(Integer.parseInt(name.substring(1)))
        : Optional.empty();
  }
}
