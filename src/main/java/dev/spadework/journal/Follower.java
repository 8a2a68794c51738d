package dev.spadework.journal;

import dev.spadework.store.Store;
import java.util.List;

/** Reads the whole record in its order, from where it was before. One thread at a time. */
public final class Follower {
  private final String name;
  private final Store store;
  private final Journal journal;

  Follower(String name, Store store, Journal journal) {
    this.name = name;
    this.store = store;
    this.journal = journal;
  }

  /** The next entries after the remembered place; empty at the end. */
  public List<Followed> next(int atMost) {
    return next(place(), atMost);
  }

  /** The next entries after a place, for a follower that reads ahead of what it has dealt with. */
  public List<Followed> next(long after, int atMost) {
    return store.read(
        tx ->
            tx.list(
                """
                select seq, task_id, version, at, type, body from task_events
                where seq > ? order by seq limit ?""",
                row -> new Followed(row.number("seq"), journal.entry(row)),
                after,
                atMost));
  }

  /** Where the record ends now, for one who only wants what comes after. */
  public long end() {
    return store.read(
        tx ->
            tx.first(
                    "select coalesce(max(seq), 0) as seq from task_events",
                    row -> row.number("seq"))
                .orElse(0L));
  }

  /** The remembered place; 0 at the beginning. */
  public long place() {
    return store.read(
        tx ->
            tx.first("select seq from cursors where name = ?", row -> row.number("seq"), name)
                .orElse(0L));
  }

  /** Remembers that everything up to this place is dealt with. */
  public void reached(long seq) {
    store.beside(
        tx ->
            tx.update(
                """
                insert into cursors (name, seq) values (?, ?)
                on conflict (name) do update set seq = excluded.seq""",
                name,
                seq));
  }
}
