package dev.spadework.crash;

import dev.spadework.journal.Follower;
import java.util.concurrent.TimeUnit;

/**
 * Whether there may be something new to see: looking at all of it takes longer than the bot's work.
 */
final class Glance {
  /** What a glance does not show, such as a private line, is seen by then. */
  private static final long AT_MOST = TimeUnit.MILLISECONDS.toNanos(250);

  private final Town town;
  private final Follower thread;
  private boolean worth = true;
  private long end = -1;
  private long place = -1;
  private long looked = System.nanoTime();

  Glance(Town town) {
    this.town = town;
    thread = town.record.follower("thread");
  }

  /** Whether anything was written or drawn since, or it was long ago. */
  boolean worthALook() {
    return worth;
  }

  /** Waits a moment and glances again. */
  void again() throws InterruptedException {
    town.lookAgain();
    long now = System.nanoTime();
    long written = thread.end();
    long drawn = thread.place();
    worth = written != end || drawn != place || now - looked > AT_MOST;
    if (worth) {
      looked = now;
    }
    end = written;
    place = drawn;
  }
}
