package dev.spadework.journal;

import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Puts away what ended tasks left beside the record: their full outputs and checkpoints are packed
 * and moved from {@code blobs} to {@code archive}, where {@link Blobs#get} finds them as before.
 * Entries stay where they are, for ever: whatever is known of a task follows from them.
 *
 * <p>Each blob moves in one transaction, so it is in one of the two whatever happens in between,
 * and a round that was cut off is gone on with by the next.
 */
public final class Archive {
  private static final String ROUND = "archive";

  /** Longer than a round takes; another process goes on after that with one that was cut off. */
  private static final Duration LEASE = Duration.ofMinutes(30);

  private final Store store;
  private final Journal journal;
  private final Clock clock;

  /** Of this record. */
  public Archive(Store store, Journal journal, Clock clock) {
    this.store = store;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What a round did.
   *
   * @param before bytes of these blobs as they were
   * @param after bytes that they take now
   */
  public record Round(int tasks, int blobs, long before, long after) {
    static final Round NOTHING = new Round(0, 0, 0, 0);

    Round and(Round other) {
      return new Round(
          tasks + other.tasks, blobs + other.blobs, before + other.before, after + other.after);
    }
  }

  private record Blob(String name, String task, long at, byte[] bytes) {}

  /**
   * Puts away what is due, once a day over all processes.
   *
   * @param age since the last entry of a task that ended
   * @param who does it
   * @return empty: it was done today, or another process is at it
   */
  public Optional<Round> daily(Duration age, String who) throws InterruptedException {
    Schedules schedules = journal.schedules();
    String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    Optional<Schedules.Slot> slot = schedules.claim(ROUND, day, who, LEASE);
    if (slot.isEmpty()) {
      return Optional.empty();
    }
    boolean done = false;
    try {
      Round round = round(age);
      schedules.done(slot.get(), round.blobs() + " blobs");
      done = true;
      return Optional.of(round);
    } finally {
      if (!done) {
        schedules.giveBack(slot.get());
      }
    }
  }

  /** Puts away what is due now. */
  public Round round(Duration age) throws InterruptedException {
    Instant until = clock.instant().minus(age);
    Round round = Round.NOTHING;
    for (String task : tasks()) {
      if (due(task, until)) {
        round = round.and(put(task));
      }
    }
    return round;
  }

  private List<String> tasks() {
    return store.read(
        tx ->
            tx.list(
                "select distinct task_id from blobs order by task_id", row -> row.text("task_id")));
  }

  private boolean due(String id, Instant until) {
    boolean still =
        store.read(
            tx ->
                tx.first(
                        """
                        select at from task_events where task_id = ?
                        order by version desc limit 1""",
                        row -> row.number("at") <= until.toEpochMilli(),
                        id)
                    .orElse(false));
    return still && store.read(tx -> journal.fold(tx, id)).filter(Archive::ended).isPresent();
  }

  private static boolean ended(Task task) {
    return task.ending().isPresent();
  }

  private Round put(String task) throws InterruptedException {
    List<String> names =
        store.read(
            tx ->
                tx.list(
                    "select name from blobs where task_id = ? order by name",
                    row -> row.text("name"),
                    task));
    Round round = new Round(names.isEmpty() ? 0 : 1, 0, 0, 0);
    for (String name : names) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      round = round.and(move(name));
    }
    return round;
  }

  private Round move(String name) {
    Optional<Blob> found =
        store.read(
            tx ->
                tx.first(
                    "select task_id, at, bytes from blobs where name = ?",
                    row ->
                        new Blob(name, row.text("task_id"), row.number("at"), row.bytes("bytes")),
                    name));
    if (found.isEmpty()) {
      return Round.NOTHING;
    }
    Blob blob = found.get();
    // Packed before the writer is held.
    Packed packed = Packed.of(blob.bytes());
    return store.beside(tx -> moved(tx, blob, packed))
        ? new Round(0, 1, blob.bytes().length, packed.bytes().length)
        : Round.NOTHING;
  }

  /** Unless it was replaced or dropped in the meantime. */
  private boolean moved(Tx tx, Blob blob, Packed packed) {
    if (tx.update("delete from blobs where name = ? and at = ?", blob.name(), blob.at()) == 0) {
      return false;
    }
    tx.update(
        """
        insert into archive (name, task_id, at, archived_at, form, bytes)
        values (?, ?, ?, ?, ?, ?)
        on conflict (name) do update set at = excluded.at, archived_at = excluded.archived_at,
          form = excluded.form, bytes = excluded.bytes""",
        blob.name(),
        blob.task(),
        blob.at(),
        clock.millis(),
        packed.form(),
        packed.bytes());
    return true;
  }
}
