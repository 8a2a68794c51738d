package dev.spadework.journal;

import dev.spadework.store.Row;
import dev.spadework.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done once at its time, however many processes share the database. Each time has a
 * name of its own, the slot; whoever writes its row first has it. One that was held by a process
 * that died before it was done is free again when the lease has run out, so what is done must be
 * harmless to find half done.
 */
public final class Schedules {
  private static final Duration KEPT = Duration.ofDays(60);

  private final Store store;
  private final Clock clock;

  Schedules(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What one process at a time does, for as long as it lives.
   *
   * @param holder whose name no other living process has; one that comes back under it after a
   *     crash need not wait for the lease
   * @param lease more than {@link Lead#MARGIN}
   */
  public Lead lead(String what, String holder, Duration lease) {
    return new Lead(store, clock, System::nanoTime, what, holder, lease);
  }

  /**
   * One slot.
   *
   * @param at when it was claimed for the first time, by whoever it was
   * @param fresh whether nobody had it before this claim
   * @param note what was left with it; empty at first
   */
  public record Slot(
      String name, String slot, String holder, Instant at, boolean fresh, String note) {}

  /** Takes a slot; empty if it is done or somebody else has it. */
  public Optional<Slot> claim(String name, String slot, String holder, Duration lease) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long until = now.plus(lease).toEpochMilli();
    return store.write(
        tx -> {
          int made =
              tx.update(
                  """
                  insert into schedules (name, slot, holder, at, lease_until)
                  values (?, ?, ?, ?, ?) on conflict (name, slot) do nothing""",
                  name,
                  slot,
                  holder,
                  now.toEpochMilli(),
                  until);
          if (made > 0) {
            return Optional.of(new Slot(name, slot, holder, now, true, ""));
          }
          return tx.first(
              """
              update schedules set holder = ?, lease_until = ?
              where name = ? and slot = ? and done_at is null and lease_until <= ?
              returning name, slot, holder, at, note""",
              Schedules::slot,
              holder,
              until,
              name,
              slot,
              now.toEpochMilli());
        });
  }

  /** It is done, with what is to be remembered of it. */
  public void done(Slot slot, String note) {
    Instant now = clock.instant();
    store.write(
        tx -> {
          tx.update(
              "update schedules set done_at = ?, note = ? where name = ? and slot = ?",
              now.toEpochMilli(),
              note,
              slot.name(),
              slot.slot());
          return tx.update(
              "delete from schedules where name = ? and at < ?",
              slot.name(),
              now.minus(KEPT).toEpochMilli());
        });
  }

  /** It could not be done now; anybody may try again at once. */
  public void giveBack(Slot slot) {
    store.write(
        tx ->
            tx.update(
                """
                update schedules set lease_until = 0
                where name = ? and slot = ? and holder = ? and done_at is null""",
                slot.name(),
                slot.slot(),
                slot.holder()));
  }

  /** Changes what is remembered of a slot that is done. */
  public void note(Slot slot, String note) {
    store.write(
        tx ->
            tx.update(
                "update schedules set note = ? where name = ? and slot = ?",
                note,
                slot.name(),
                slot.slot()));
  }

  /** The slots of this name that are done, the last one by name first. */
  public List<Slot> done(String name, int atMost) {
    return store.read(
        tx ->
            tx.list(
                """
                select name, slot, holder, at, note from schedules
                where name = ? and done_at is not null order by slot desc limit ?""",
                Schedules::slot,
                name,
                atMost));
  }

  private static Slot slot(Row row) {
    return new Slot(
        row.text("name"),
        row.text("slot"),
        row.text("holder"),
        Instant.ofEpochMilli(row.number("at")),
        false,
        row.text("note"));
  }
}
