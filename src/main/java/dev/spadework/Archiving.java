package dev.spadework;

import dev.spadework.journal.Archive;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that looks every hour whether today's round of the archive is still to be done. */
final class Archiving implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Archiving.class);

  /** Not while a bot that has just started has other things to do. */
  private static final long FIRST_MINUTES = 5;

  private static final long MINUTES = 60;
  private static final long CLOSING_SECONDS = 5;

  private final Archive archive;
  private final Duration age;
  private final String who;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Archiving::daemon);

  Archiving(Archive archive, Duration age, String who) {
    this.archive = archive;
    this.age = age;
    this.who = who;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::look, FIRST_MINUTES, MINUTES, TimeUnit.MINUTES);
  }

  private void look() {
    try {
      archive.daily(age, who).filter(round -> round.blobs() > 0).ifPresent(Archiving::tell);
    } catch (InterruptedException e) {
      // The process stops; the next round goes on.
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("not_archived");
    }
  }

  private static void tell(Archive.Round round) {
    log.atInfo()
        .addKeyValue("tasks", round.tasks())
        .addKeyValue("blobs", round.blobs())
        .addKeyValue("bytes", round.before())
        .addKeyValue("packed", round.after())
        .log("archived");
  }

  /** One blob is let through; the database is closed after this. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        log.atWarn().log("archiving_goes_on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "archiving");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }
}
