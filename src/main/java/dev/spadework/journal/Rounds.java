package dev.spadework.journal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that goes its round again and again: when somebody wakes it, and when its rest is over.
 * A round that fails is gone again after a pause that nobody shortens, so that a database that is
 * away fills no log.
 */
public final class Rounds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration SHORTEST = Duration.ofMillis(20);

  private final Round round;
  private final Semaphore wake = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** One round. */
  public interface Round {
    /**
     * Does what there is to do.
     *
     * @return the longest rest before the next one; no less than 20 ms are taken
     */
    Duration go() throws InterruptedException;
  }

  /** Rounds on a thread of this name; none is gone yet. */
  public Rounds(String name, Round round) {
    this.round = round;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** There is something to do. */
  public void wake() {
    wake.release();
  }

  /** Whether somebody has called for the next round already. */
  public boolean awaited() {
    return wake.availablePermits() > 0;
  }

  /** Whether the round that is being gone is the last. */
  public boolean closed() {
    return closing.getCount() == 0;
  }

  /** Lets the round end, for five seconds; then it is interrupted. */
  @Override
  public void close() {
    closing.countDown();
    wake.release();
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed()) {
        rest(gone());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration gone() throws InterruptedException {
    try {
      return round.go();
    } catch (RuntimeException e) {
      log.atError().addKeyValue("thread", thread.getName()).setCause(e).log("round_failed");
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      closing.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
      return Duration.ZERO;
    }
  }

  private void rest(Duration most) throws InterruptedException {
    long millis = Math.max(most.toMillis(), SHORTEST.toMillis());
    if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }
}
