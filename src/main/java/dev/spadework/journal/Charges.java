package dev.spadework.journal;

import dev.spadework.store.Tx;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What counts against the money of a day: the price of each answer, and of each call that was cut
 * off the most that it can have cost. Follows from the record like the queue, row by row in the
 * transaction of the event, as far back as a day reaches in any zone.
 */
final class Charges {
  static final Duration KEPT = Duration.ofDays(2);

  private Charges() {}

  /** Writes down what an entry made dearer. A refund comes to the task, never to the day. */
  static void follow(Tx tx, Optional<Task> before, Task after) {
    long micros =
        after.spend().countedMicros() - before.map(t -> t.spend().countedMicros()).orElse(0L);
    if (micros > 0) {
      tx.later("delete from charges where at < ?", after.at().minus(KEPT).toEpochMilli());
      insert(tx, after, micros);
    }
  }

  /** Makes all of them anew. */
  static void rebuild(Tx tx, Instant now, Function<String, List<Entry>> entries) {
    tx.update("delete from charges");
    Instant from = now.minus(KEPT);
    tx.list(
            "select distinct task_id from task_events where at >= ?",
            row -> row.text("task_id"),
            from.toEpochMilli())
        .forEach(id -> again(tx, from, entries.apply(id)));
  }

  private static void again(Tx tx, Instant from, List<Entry> entries) {
    Task task = Task.of(entries.subList(0, 1));
    for (Entry entry : entries.subList(1, entries.size())) {
      long before = task.spend().countedMicros();
      task = task.after(entry);
      long micros = task.spend().countedMicros() - before;
      if (micros > 0 && !entry.at().isBefore(from)) {
        insert(tx, task, micros);
      }
    }
  }

  private static void insert(Tx tx, Task task, long micros) {
    tx.later(
        """
        insert into charges (task_id, version, person, repo, at, micros)
        values (?, ?, ?, ?, ?, ?)""",
        task.id(),
        task.version(),
        task.request().by(),
        task.request().repo(),
        task.at().toEpochMilli(),
        micros);
  }
}
