package dev.spadework.worker;

import dev.spadework.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes again what the database did not take just now, because it was locked or its disk was full.
 * What has happened, a reply that was paid for above all, is not thrown away for that. The claim is
 * checked with each write, so it may have run out meanwhile.
 */
final class Insistence {
  private static final Logger log = LoggerFactory.getLogger(Insistence.class);

  /** Each try waits for the database too, ten seconds on SQLite: about six minutes in all. */
  static final List<Duration> USUAL =
      List.of(1, 2, 4, 8, 15, 30, 30, 30, 30, 30).stream().map(Duration::ofSeconds).toList();

  private final List<Duration> pauses;

  Insistence(List<Duration> pauses) {
    this.pauses = pauses;
  }

  /**
   * What the write returns.
   *
   * @throws StoreException if it cannot be written for long, or the thread is interrupted
   */
  <T> T on(Supplier<T> write) {
    for (Duration pause : pauses) {
      try {
        return write.get();
      } catch (StoreException e) {
        if (e.fate() != StoreException.Fate.NOT_NOW) {
          throw e;
        }
        log.atWarn().addKeyValue("problem", e.getMessage()).log("written_again");
        rest(pause, e);
      }
    }
    return write.get();
  }

  private static void rest(Duration pause, StoreException e) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }
}
