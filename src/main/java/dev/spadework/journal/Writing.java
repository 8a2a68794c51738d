package dev.spadework.journal;

import dev.spadework.store.Tx;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries of the record, with what follows from them, in the transaction of whoever appends. */
record Writing(Clock clock, Codec codec, Queue queue) {
  /** An entry that is written, and the task after it. */
  record Written(Entry entry, Task task) {}

  /** The first entry of a task, or the next one. */
  Written write(Tx tx, String id, Optional<Task> before, @Nullable String key, TaskEvent event) {
    Written written = insert(tx, id, before, key, event);
    queue.follow(tx, before, written.task());
    return written;
  }

  /** That a worker has a task which it just took out of the queue. */
  Written claim(Tx tx, Task before, TaskEvent event) {
    Written written = insert(tx, before.id(), Optional.of(before), null, event);
    queue.followClaim(tx, before, written.task());
    return written;
  }

  /** Appends to a task what happened to it, in this order. */
  List<Written> append(Tx tx, Task before, List<TaskEvent> events) {
    List<Written> done = new ArrayList<>();
    Task now = before;
    for (TaskEvent event : events) {
      Written written = insert(tx, now.id(), Optional.of(now), null, event);
      done.add(written);
      now = written.task();
    }
    if (!done.isEmpty()) {
      queue.follow(tx, Optional.of(before), now);
    }
    return done;
  }

  private Written insert(
      Tx tx, String id, Optional<Task> before, @Nullable String key, TaskEvent event) {
    String type = codec.type(event);
    String body = codec.body(event);
    Entry entry =
        new Entry(
            id,
            before.map(Task::version).orElse(0) + 1,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            codec.event(type, body));
    tx.later(
        """
        insert into task_events (task_id, version, at, type, body, request_key)
        values (?, ?, ?, ?, ?, ?)\
        """,
        id,
        entry.version(),
        entry.at().toEpochMilli(),
        type,
        body,
        key);
    Task after = before.map(task -> task.after(entry)).orElseGet(() -> Task.of(List.of(entry)));
    Charges.follow(tx, before, after);
    if (after.claimed() && before.filter(Task::claimed).isEmpty()) {
      queue.begun(tx, after);
    }
    return new Written(entry, after);
  }
}
