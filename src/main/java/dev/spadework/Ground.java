package dev.spadework;

import dev.spadework.context.Hidden;
import dev.spadework.journal.Journal;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Notes;
import dev.spadework.redact.Redactor;
import dev.spadework.store.Store;
import java.time.Clock;

/** What every half of the bot stands on: settings, clock, secrets to keep, the record. */
record Ground(
    Settings settings, Clock clock, Redactor redactor, Store store, Journal journal, Memory memory)
    implements AutoCloseable {
  /**
   * Opens the database.
   *
   * @throws dev.spadework.store.StoreException if it cannot be opened
   */
  static Ground open(Settings settings, Clock clock) {
    Redactor redactor = Redactor.of(settings.environment().secrets());
    Store store = Store.open(settings.environment().get(Environment.DATABASE));
    return new Ground(
        settings,
        clock,
        redactor,
        store,
        new Journal(store, clock, redactor),
        Memory.at(settings.memory(), redactor, Hidden::strip)
            .with(new Notes(store, clock, redactor, Hidden::strip)));
  }

  @Override
  public void close() {
    store.close();
  }
}
