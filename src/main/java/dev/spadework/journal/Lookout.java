package dev.spadework.journal;

import dev.spadework.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Sees from afar whether the queue has something; waits for no writer and holds nobody up. */
public final class Lookout {
  private final Store store;
  private final Clock clock;

  Lookout(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Whether a claim might find something. */
  public boolean offers() {
    long now = clock.millis();
    return store.read(
        tx ->
            tx.first(
                    """
                    select 1 as one from queue
                    where ready_at <= ? and (holder is null or lease_until < ?) limit 1""",
                    row -> row.number("one"),
                    now,
                    now)
                .isPresent());
  }

  /**
   * How long nothing happens here without an append: until a retry is due or a lease runs out.
   *
   * @param atMost an answer for a queue where nothing of that is near
   */
  public Duration quiet(Duration atMost) {
    long now = clock.millis();
    long next =
        store.read(
            tx ->
                tx.first(
                        """
                        select coalesce(min(
                          case when holder is not null and lease_until > ready_at
                            then lease_until + 1 else ready_at end), 0) as next
                        from queue where ready_at > ? or lease_until >= ?""",
                        row -> row.number("next"),
                        now,
                        now)
                    .orElse(0L));
    return next == 0 || next - now > atMost.toMillis()
        ? atMost
        : Duration.ofMillis(Math.max(1, next - now));
  }

  /** Which worker has the task, or had it last and nobody took it since; empty: none. */
  public Optional<String> worker(String task) {
    return store
        .read(
            tx ->
                tx.first(
                    "select holder from queue where task_id = ? and holder is not null",
                    row -> row.text("holder"),
                    task))
        .map(holder -> holder.substring(0, holder.lastIndexOf('/')));
  }

  /** Whether other processes' appends are heard of; else somebody has to look. */
  public boolean tells() {
    return store.tells();
  }
}
