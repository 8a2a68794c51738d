package dev.spadework.journal;

import dev.spadework.store.Store;
import java.util.Optional;

/** Which task something belongs to. */
public final class Lookup {
  private final Store store;

  Lookup(Store store) {
    this.store = store;
  }

  /** The task whose message this is. */
  public Optional<String> post(String channel, String ts) {
    // In the words of the index in db/sqlite/002.sql, so that it is used.
    return store.read(
        tx ->
            tx.first(
                """
                select task_id from task_events
                where type = 'posted' and json_extract(body, '$.ts') = ?
                  and json_extract(body, '$.channel') = ?
                order by seq desc limit 1""",
                row -> row.text("task_id"),
                ts,
                channel));
  }

  /** The task that has an entry with this key. */
  public Optional<String> key(String key) {
    return store.read(
        tx ->
            tx.first(
                "select task_id from task_events where request_key = ?",
                row -> row.text("task_id"),
                key));
  }
}
