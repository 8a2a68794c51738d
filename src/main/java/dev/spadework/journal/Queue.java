package dev.spadework.journal;

import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import dev.spadework.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tasks that need a worker, in the order in which they get one. Follows from the record: each
 * row is written in the transaction of the event that caused it.
 */
public final class Queue {
  private final Store store;

  Queue(Store store) {
    this.store = store;
  }

  /**
   * A task in the queue.
   *
   * @param held whether a worker has it
   */
  public record Place(String task, Instant since, Instant readyAt, boolean held) {}

  /** All tasks in the queue, in their order. */
  public List<Place> places() {
    return store.read(
        tx ->
            tx.list(
                """
                select task_id, since, ready_at, holder is not null as held from queue
                order by priority, since, task_id""",
                row ->
                    new Place(
                        row.text("task_id"),
                        Instant.ofEpochMilli(row.number("since")),
                        Instant.ofEpochMilli(row.number("ready_at")),
                        row.number("held") != 0)));
  }

  /** How many tasks are before this one; empty if it is not waiting for a worker. */
  public Optional<Integer> ahead(String task) {
    List<String> waiting =
        places().stream().filter(place -> !place.held()).map(Place::task).toList();
    int index = waiting.indexOf(task);
    return index < 0 ? Optional.empty() : Optional.of(index);
  }

  /** Makes the row what the task needs; the holder of a task that goes on keeps it. */
  static void follow(Tx tx, Task task) {
    if (task.rests()) {
      tx.update("delete from queue where task_id = ?", task.id());
      return;
    }
    tx.update(
        """
        insert into queue (task_id, priority, since, ready_at) values (?, 0, ?, ?)
        on conflict (task_id) do update set ready_at = excluded.ready_at""",
        task.id(),
        task.at().toEpochMilli(),
        task.readyAt().toEpochMilli());
  }

  /** Takes the next task, or this one alone where one is named; none while work is paused. */
  static Optional<String> take(
      Tx tx, Instant now, Duration lease, String holder, Optional<String> only) {
    return tx.first(
        """
        update queue set holder = ?, lease_until = ?
        where task_id = (
          select task_id from queue
          where ready_at <= ? and (holder is null or lease_until < ?)
            and (? = '' or task_id = ?)
            and not exists (select 1 from switches where name = 'pause')
          order by priority, since, task_id limit 1)
        returning task_id""",
        row -> row.text("task_id"),
        holder,
        now.plus(lease).toEpochMilli(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        only.orElse(""),
        only.orElse(""));
  }

  static boolean renew(Tx tx, Claim claim, Instant until) {
    return tx.update(
            "update queue set lease_until = ? where task_id = ? and holder = ?",
            until.toEpochMilli(),
            claim.task(),
            claim.holder())
        > 0;
  }

  static void release(Tx tx, Claim claim) {
    tx.update(
        "update queue set holder = null, lease_until = null where task_id = ? and holder = ?",
        claim.task(),
        claim.holder());
  }

  static int releaseAll(Tx tx, String worker) {
    return tx.update(
        """
        update queue set holder = null, lease_until = null
        where substr(holder, 1, length(?)) = ?""",
        worker + "/",
        worker + "/");
  }

  static boolean holds(Tx tx, Claim claim) {
    return tx.first(
            "select 1 as one from queue where task_id = ? and holder = ?",
            row -> row.number("one"),
            claim.task(),
            claim.holder())
        .isPresent();
  }
}
