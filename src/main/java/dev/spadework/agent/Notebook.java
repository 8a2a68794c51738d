package dev.spadework.agent;

import dev.spadework.task.Entry;
import dev.spadework.task.LogHistory;
import dev.spadework.task.Reserve;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One task's record, as whoever steps the task holds it. */
public interface Notebook {
  /** The task as it stands. */
  Task task();

  /** Everything that happened to it, oldest first. */
  List<Entry> entries();

  /**
   * Writes down what happened; it is durable when this returns. Throws an unchecked exception of
   * the holder's if the task is not ours any more: let it through.
   */
  Task write(TaskEvent event);

  /** Keeps bytes under a name beside the record. */
  void keep(String name, byte[] bytes);

  /** Forgets what was kept under this name. */
  void drop(String name);

  /** What was kept under this name. */
  Optional<byte[]> kept(String name);

  /** What is left of the day's money, over all tasks or over those of the task's requester. */
  Reserve dayLeft();

  /** What earlier scans of the logs of its repository left behind. */
  LogHistory logsBefore();

  /** The present. */
  Instant now();
}
