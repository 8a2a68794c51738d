package dev.spadework.journal;

import dev.spadework.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Requests that are no tasks yet, because a person has still to choose something. */
public final class Pending {
  /** Whoever has not chosen by then asks anew. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Store store;

  Pending(Store store) {
    this.store = store;
  }

  /**
   * Keeps it. Keeping it twice changes nothing.
   *
   * @param key the request's own key, the same that the task will have
   */
  public void put(String key, String body, Instant now) {
    store.write(
        tx -> {
          tx.update("delete from pending where at < ?", now.minus(KEPT).toEpochMilli());
          return tx.update(
              """
              insert into pending (request_key, at, body) values (?, ?, ?)
              on conflict do nothing""",
              key,
              now.toEpochMilli(),
              body);
        });
  }

  /** What was kept under the key. It stays, so that choosing twice can be told. */
  public Optional<String> get(String key) {
    return store.read(
        tx ->
            tx.first(
                "select body from pending where request_key = ?", row -> row.text("body"), key));
  }
}
