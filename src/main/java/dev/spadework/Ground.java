package dev.spadework;

import dev.spadework.context.Hidden;
import dev.spadework.journal.Journal;
import dev.spadework.memory.Lessons;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Notes;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Names;
import dev.spadework.slack.SlackNames;
import dev.spadework.store.Store;
import java.time.Clock;
import java.util.Optional;

/** What every half of the bot stands on: settings, clock, secrets to keep, the record. */
record Ground(
    Settings settings,
    Clock clock,
    Redactor redactor,
    Store store,
    Journal journal,
    Memory memory,
    Optional<SlackNames> slackNames)
    implements AutoCloseable {
  /**
   * Opens the database.
   *
   * @throws dev.spadework.store.StoreException if it cannot be opened
   */
  static Ground open(Settings settings, Clock clock) {
    Redactor redactor = Redactor.of(settings.environment().secrets());
    Store store = Store.open(settings.environment().database());
    return new Ground(
        settings,
        clock,
        redactor,
        store,
        new Journal(store, clock, redactor, Slices.quotas(settings)),
        Memory.at(settings.memory(), redactor, Hidden::strip)
            .with(new Notes(store, clock, redactor, Hidden::strip))
            .with(new Lessons(store, clock, redactor, Hidden::strip)),
        names(settings.environment(), redactor, clock));
  }

  private static Optional<SlackNames> names(
      Environment environment, Redactor redactor, Clock clock) {
    return environment.has(Environment.SLACK_TOKEN)
        ? Optional.of(
            new SlackNames(
                environment.get(Environment.SLACK_TOKEN),
                environment.get(Environment.SLACK_URL),
                redactor,
                clock))
        : Optional.empty();
  }

  /** What people are called: as in Slack where we have a token for it, else their ids. */
  Names names() {
    return slackNames.<Names>map(names -> names).orElse(Names.IDS);
  }

  @Override
  public void close() {
    slackNames.ifPresent(SlackNames::close);
    store.close();
  }
}
