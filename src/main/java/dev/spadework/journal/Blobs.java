package dev.spadework.journal;

import dev.spadework.store.Row;
import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Full outputs and checkpoints, by name, beside the record. */
public final class Blobs {
  private final Store store;
  private final Clock clock;

  Blobs(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Keeps the bytes under this name; what was there under it is replaced. */
  public void put(String task, String name, byte[] bytes) {
    long at = clock.instant().toEpochMilli();
    store.beside(
        tx -> {
          put(tx, task, name, at, bytes);
          return null;
        });
  }

  /** Keeps what has bytes and forgets what has none, in this transaction. */
  static void write(Tx tx, String task, long at, Map<String, Optional<byte[]>> blobs) {
    blobs.forEach(
        (name, bytes) ->
            bytes.ifPresentOrElse(there -> put(tx, task, name, at, there), () -> drop(tx, name)));
  }

  private static void put(Tx tx, String task, String name, long at, byte[] bytes) {
    tx.later(
        """
        insert into blobs (name, task_id, at, bytes) values (?, ?, ?, ?)
        on conflict (name) do update set at = excluded.at, bytes = excluded.bytes\
        """,
        name,
        task,
        at,
        bytes);
  }

  private static void drop(Tx tx, String name) {
    tx.later("delete from archive where name = ?", name);
    tx.later("delete from blobs where name = ?", name);
  }

  /** Forgets what is kept under this name. */
  public void drop(String name) {
    store.beside(
        tx -> {
          drop(tx, name);
          return null;
        });
  }

  /** The bytes under this name, also if they are archived. */
  public Optional<byte[]> get(String name) {
    return store
        .read(
            tx ->
                tx.first(
                        "select 'plain' as form, bytes from blobs where name = ?",
                        Blobs::packed,
                        name)
                    .or(
                        () ->
                            tx.first(
                                "select form, bytes from archive where name = ?",
                                Blobs::packed,
                                name)))
        .map(Packed::unpacked);
  }

  static Packed packed(Row row) {
    return new Packed(row.text("form"), row.bytes("bytes"));
  }
}
