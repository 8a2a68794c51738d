package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.report.Estimate;
import dev.spadework.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the team's own record says of a task's cost. Only what had ended when it was asked for
 * counts, so that the words stay what they were in the first answer.
 */
final class History {
  private static final int TASKS = 50;
  private static final int KNOWN = 256;

  private final Journal journal;
  private final Map<String, String> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KNOWN;
        }
      };

  History(Journal journal) {
    this.journal = journal;
  }

  synchronized String words(Task task) {
    return known.computeIfAbsent(
        task.id(),
        id ->
            Estimate.of(
                    task,
                    journal
                        .tasks()
                        .done(task.request().repo(), task.request().kind(), task.askedAt(), TASKS))
                .words());
  }
}
