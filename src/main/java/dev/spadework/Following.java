package dev.spadework;

import dev.spadework.journal.Followed;
import dev.spadework.journal.Follower;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Rounds;
import dev.spadework.task.Entry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads the record on from where it stopped, also after a restart. What it does with
 * an entry may be done twice and must be harmless then.
 */
final class Following implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Following.class);
  private static final int BATCH = 500;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final Journal journal;
  private final String name;
  private final Predicate<Entry> concerns;
  private final Consumer<List<Entry>> does;
  private final Follower follower;
  private final Rounds rounds;

  /**
   * Wires it; nothing runs yet.
   *
   * @param name under which the place is remembered
   * @param concerns which entries
   * @param does what is done with some of them, never with none
   */
  Following(Journal journal, String name, Predicate<Entry> concerns, Consumer<List<Entry>> does) {
    this.journal = journal;
    this.name = name;
    this.concerns = concerns;
    this.does = does;
    this.follower = journal.follower(name);
    this.rounds = new Rounds(name, this::round);
  }

  void start() {
    journal.onAppend(
        entry -> {
          if (concerns.test(entry)) {
            rounds.wake();
          }
        });
    rounds.start();
  }

  @Override
  public void close() {
    rounds.close();
  }

  private Duration round() {
    List<Followed> more;
    while (!rounds.closed() && !(more = follower.next(BATCH)).isEmpty()) {
      List<Entry> some = more.stream().map(Followed::entry).filter(concerns).toList();
      try {
        if (!some.isEmpty()) {
          does.accept(some);
        }
      } catch (UncheckedIOException e) {
        // The place is not remembered, so the next round tries again.
        log.atWarn()
            .addKeyValue("follower", name)
            .addKeyValue("problem", e.getMessage())
            .log("page_not_written");
        break;
      }
      follower.reached(more.get(more.size() - 1).seq());
    }
    return LOOK_AGAIN;
  }
}
