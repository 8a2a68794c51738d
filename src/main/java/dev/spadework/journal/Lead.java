package dev.spadework.journal;

import dev.spadework.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Which of the processes on one database does what only one may do at a time. Whoever comes first
 * has it for as long as a lease and keeps it by renewing; the others are ready. Safe for use by
 * many threads.
 *
 * <p>The database is asked, so clocks of machines may differ by less than the lease, no more. Our
 * own hold ends a {@link #MARGIN} early, by a clock that nobody sets: a process that was stopped
 * for a while finds that it leads no longer.
 */
public final class Lead {
  /** How much sooner we let go than others may take. */
  static final Duration MARGIN = Duration.ofSeconds(3);

  private static final String NAME = "lead";
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final Store store;
  private final Clock clock;
  private final LongSupplier nanos;
  private final String what;
  private final String holder;
  private final Duration lease;
  private boolean held;
  private boolean over;
  private long until;
  private long nextTry;
  private int term;

  Lead(Store store, Clock clock, LongSupplier nanos, String what, String holder, Duration lease) {
    this.store = store;
    this.clock = clock;
    this.nanos = nanos;
    this.what = what;
    this.holder = holder;
    this.lease = lease;
    this.nextTry = nanos.getAsLong();
  }

  /**
   * Which of our terms this is: 0 while another process leads, else a number that is another one
   * after each time that we did not. Renews where that is due, so it has to be asked now and then.
   */
  public synchronized int term() {
    long now = nanos.getAsLong();
    if (!over && now - nextTry >= 0) {
      attempt(now);
    }
    return ours() ? term : 0;
  }

  /** Whether we lead still; asks nobody. */
  public synchronized boolean ours() {
    held &= until - nanos.getAsLong() > 0;
    return held;
  }

  /** Lets others lead at once; this one does so never again. */
  public synchronized void giveBack() {
    over = true;
    if (ours()) {
      held = false;
      store.beside(
          tx ->
              tx.update(
                  "update schedules set lease_until = 0 where name = ? and slot = ? and holder = ?",
                  NAME,
                  what,
                  holder));
    }
  }

  private void attempt(long now) {
    boolean before = ours();
    boolean taken = taken();
    if (taken && !before) {
      term++;
    }
    held = taken;
    until = now + lease.minus(MARGIN).toNanos();
    nextTry = now + (taken ? lease.toNanos() / 3 : BETWEEN_TRIES.toNanos());
  }

  private boolean taken() {
    Instant now = clock.instant();
    return store.beside(
            tx ->
                tx.update(
                    """
                    insert into schedules (name, slot, holder, at, lease_until)
                    values (?, ?, ?, ?, ?)
                    on conflict (name, slot) do update
                    set holder = excluded.holder, at = excluded.at,
                      lease_until = excluded.lease_until
                    where schedules.holder = excluded.holder or schedules.lease_until <= ?""",
                    NAME,
                    what,
                    holder,
                    now.toEpochMilli(),
                    now.plus(lease).toEpochMilli(),
                    now.toEpochMilli()))
        > 0;
  }
}
