package dev.spadework.journal;

import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Switches that hold for every process on the database. */
public final class Switches {
  private static final String PAUSE = "pause";

  private final Store store;
  private final Clock clock;

  Switches(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Work is paused.
   *
   * @param by who did it: a user id
   */
  public record Paused(String by, Instant at) {}

  /**
   * Lets no worker claim a task until {@link #resume}; what is claimed goes on. A pause that is
   * there already is kept.
   *
   * @return the pause that holds now
   */
  public Paused pause(String by) {
    return store.write(
        tx -> {
          tx.update(
              "insert into switches (name, person, at) values (?, ?, ?) on conflict do nothing",
              PAUSE,
              by,
              clock.instant().toEpochMilli());
          return paused(tx).orElseThrow();
        });
  }

  /**
   * Lets workers claim tasks again.
   *
   * @return the pause that ended; empty if there was none
   */
  public Optional<Paused> resume() {
    return store.write(
        tx -> {
          Optional<Paused> was = paused(tx);
          tx.update("delete from switches where name = ?", PAUSE);
          return was;
        });
  }

  /** The pause that holds now, if one does. */
  public Optional<Paused> paused() {
    return store.read(Switches::paused);
  }

  static Optional<Paused> paused(Tx tx) {
    return tx.first(
        "select person, at from switches where name = ?",
        row -> new Paused(row.text("person"), Instant.ofEpochMilli(row.number("at"))),
        PAUSE);
  }
}
