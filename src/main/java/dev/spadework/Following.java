package dev.spadework;

import dev.spadework.journal.Followed;
import dev.spadework.journal.Follower;
import dev.spadework.journal.Journal;
import dev.spadework.task.Entry;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private static final long LOOK_AGAIN_SECONDS = 5;

  private final Journal journal;
  private final String name;
  private final Predicate<Entry> concerns;
  private final Consumer<List<Entry>> does;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopping;

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
    this.thread = new Thread(this::follow, name);
    thread.setDaemon(true);
  }

  void start() {
    journal.onAppend(
        entry -> {
          if (concerns.test(entry)) {
            wake.release();
          }
        });
    thread.start();
  }

  @Override
  public void close() {
    stopping = true;
    wake.release();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(LOOK_AGAIN_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    Follower follower = journal.follower(name);
    while (!stopping) {
      try {
        List<Followed> more = follower.next(BATCH);
        if (more.isEmpty()) {
          wake.tryAcquire(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
          continue;
        }
        List<Entry> some = more.stream().map(Followed::entry).filter(concerns).toList();
        if (!some.isEmpty()) {
          does.accept(some);
        }
        follower.reached(more.get(more.size() - 1).seq());
      } catch (InterruptedException e) {
        return;
      } catch (UncheckedIOException e) {
        log.atWarn()
            .addKeyValue("follower", name)
            .addKeyValue("problem", e.getMessage())
            .log("page_not_written");
        pause();
      } catch (RuntimeException e) {
        // The place is not remembered, so the next round tries again.
        log.atError().addKeyValue("follower", name).setCause(e).log("follower_stumbled");
        pause();
      }
    }
  }

  private void pause() {
    try {
      wake.tryAcquire(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
