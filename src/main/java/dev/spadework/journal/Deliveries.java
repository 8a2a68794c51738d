package dev.spadework.journal;

import dev.spadework.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a forge told us: written down before it is acknowledged, taken once however often it is
 * sent, and given to one process at a time.
 */
public final class Deliveries {
  /** A forge sends again within days at most. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Store store;
  private final Clock clock;

  Deliveries(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * One that is to be seen to.
   *
   * @param at when it came
   */
  public record Delivery(String id, Instant at, String body) {}

  /** Writes one down; false if it was there already. */
  public boolean put(String id, String body) {
    long now = clock.millis();
    return store.write(
        tx -> {
          tx.update("delete from deliveries where at < ?", now - KEPT.toMillis());
          return tx.update(
                  "insert into deliveries (id, at, body) values (?, ?, ?) on conflict do nothing",
                  id,
                  now,
                  body)
              > 0;
        });
  }

  /** Takes the one that waits longest; nobody else gets it while the lease lasts. */
  public Optional<Delivery> take(Duration lease) {
    long now = clock.millis();
    return store.write(
        tx ->
            tx.first(
                """
                update deliveries set lease_until = ? where id = (
                  select id from deliveries where done_at is null and lease_until <= ?
                  order by at, id limit 1%s)
                returning id, at, body"""
                    .formatted(tx.skipLocked("deliveries")),
                row ->
                    new Delivery(
                        row.text("id"), Instant.ofEpochMilli(row.number("at")), row.text("body")),
                now + lease.toMillis(),
                now));
  }

  /** It is seen to. */
  public void done(Delivery delivery) {
    long now = clock.millis();
    store.write(
        tx ->
            tx.update(
                "update deliveries set done_at = ?, body = '' where id = ?", now, delivery.id()));
  }

  /** It cannot be seen to now; anybody may try again after the pause. */
  public void later(Delivery delivery, Duration pause) {
    long at = clock.instant().plus(pause).toEpochMilli();
    store.write(
        tx ->
            tx.update(
                "update deliveries set lease_until = ? where id = ? and done_at is null",
                at,
                delivery.id()));
  }
}
