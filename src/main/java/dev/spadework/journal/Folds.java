package dev.spadework.journal;

import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Folds that were made before, so that an append to a long record reads only what is new. A fold is
 * immutable and is always brought up to date from the database, so it can be old but never wrong.
 */
final class Folds {
  private static final int AT_MOST = 256;

  private final Map<String, Task> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Task> eldest) {
          return size() > AT_MOST;
        }
      };

  /**
   * The task.
   *
   * @param after the entries after a version, as the transaction sees them
   */
  Optional<Task> of(String id, IntFunction<List<Entry>> after) {
    Optional<Task> before = get(id);
    int version = before.map(Task::version).orElse(0);
    List<Entry> more = after.apply(version);
    if (more.isEmpty()) {
      return before;
    }
    Task task = before.orElse(null);
    if (task == null) {
      task = Task.of(more);
    } else {
      for (Entry entry : more) {
        task = task.after(entry);
      }
    }
    return Optional.of(task);
  }

  /** Remembers a fold whose entries are committed. */
  synchronized void put(Task task) {
    Task old = known.get(task.id());
    if (old == null || old.version() < task.version()) {
      known.put(task.id(), task);
    }
  }

  synchronized Optional<Task> get(String id) {
    return Optional.ofNullable(known.get(id));
  }
}
