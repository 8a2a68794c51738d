package dev.spadework.journal;

import dev.spadework.store.Row;
import dev.spadework.store.Store;
import java.time.Clock;
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
    store.beside(
        tx ->
            tx.update(
                """
                insert into blobs (name, task_id, at, bytes) values (?, ?, ?, ?)
                on conflict (name) do update set at = excluded.at, bytes = excluded.bytes""",
                name,
                task,
                clock.instant().toEpochMilli(),
                bytes));
  }

  /** Forgets what is kept under this name. */
  public void drop(String name) {
    store.beside(
        tx -> {
          tx.update("delete from archive where name = ?", name);
          return tx.update("delete from blobs where name = ?", name);
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
