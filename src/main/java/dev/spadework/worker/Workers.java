package dev.spadework.worker;

import dev.spadework.agent.Agent;
import dev.spadework.journal.Claim;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Lookout;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of this process that work on tasks.
 *
 * <p>A claim is renewed three times per lease. Whoever ends a task that is being stepped here
 * interrupts the step: the model call is dropped, the command's process tree killed.
 */
public final class Workers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Where appends of other processes are told. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Duration REAP = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofSeconds(5);

  /** How long a step may go on after the process was asked to stop. */
  private static final Duration GRACE = Duration.ofSeconds(8);

  private final Journal journal;
  private final Lookout lookout;
  private final WorkerSettings settings;
  private final Shift shift;
  private final Reaper reaper;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Semaphore wake = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicBoolean moved = new AtomicBoolean();

  /** Renews and does nothing else: an engine that hangs must not cost a lease. */
  private final ScheduledExecutorService heartbeat =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "heartbeat"));

  private final ScheduledExecutorService chores =
      Executors.newScheduledThreadPool(2, work -> daemon(work, "chores"));
  private volatile boolean stopping;

  /** A claim that is being worked on, and by which thread. */
  private static final class Running {
    private final Claim claim;
    private final Thread thread = Thread.currentThread();
    private final CountDownLatch gone = new CountDownLatch(1);
    private boolean over;

    Running(Claim claim) {
      this.claim = claim;
    }

    /** Never hits what the thread does after this task: tidying up, or the next one. */
    synchronized void interrupt() {
      if (!over) {
        thread.interrupt();
      }
    }

    synchronized void end() {
      over = true;
      Thread.interrupted();
    }
  }

  public Workers(
      Journal journal, Agent agent, Reaper reaper, Clock clock, WorkerSettings settings) {
    this.journal = journal;
    this.lookout = journal.queue().lookout();
    this.settings = settings;
    this.reaper = reaper;
    this.shift = new Shift(journal, agent, clock);
  }

  /** Begins to claim tasks. */
  public void start() {
    int left = journal.releaseAll(settings.name());
    if (left > 0) {
      log.atInfo().addKeyValue("tasks", left).log("taken_up_again");
    }
    journal.onAppend(this::heard);
    long beat = settings.lease().toMillis() / 3;
    heartbeat.scheduleAtFixedRate(this::renew, beat, beat, TimeUnit.MILLISECONDS);
    if (settings.only().isEmpty()) {
      chores.scheduleWithFixedDelay(
          new Splitting(journal), 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
      heartbeat.scheduleWithFixedDelay(
          new Proposals(journal), 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
    chores.scheduleWithFixedDelay(reaper, 0, REAP.toMillis(), TimeUnit.MILLISECONDS);
    for (int i = 1; i <= settings.concurrent(); i++) {
      Thread thread = daemon(this::loop, "worker-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Claims nothing more, lets the steps under way end or stops them, and hands the tasks back. */
  @Override
  public void close() {
    stopping = true;
    wake.release(settings.concurrent());
    long deadline = System.nanoTime() + GRACE.toNanos();
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= !join(thread, Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      interrupted |= !join(thread, GRACE.toMillis());
    }
    chores.shutdownNow();
    heartbeat.shutdownNow();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    while (!stopping) {
      try {
        Optional<Claim> claim =
            lookout.offers()
                ? journal.claim(settings.name(), settings.lease(), settings.only())
                : Optional.empty();
        if (claim.isPresent()) {
          work(claim.get());
        } else {
          Duration look = lookout.tells() ? LOOK : POLL;
          wake.tryAcquire(lookout.quiet(look).toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        // Either this process stops, which the loop sees, or the interrupt came too late for its
        // task.
        log.atDebug().log("woken");
      } catch (RuntimeException e) {
        // A worker that dies silently would leave tasks waiting for ever.
        log.atError().setCause(e).log("worker_stumbled");
        pause();
      }
    }
  }

  private void work(Claim claim) throws InterruptedException {
    Running here = new Running(claim);
    Running before = running.put(claim.task(), here);
    try {
      if (before != null) {
        // A person decided at once: the task is ours while its sandbox is still being taken away.
        before.gone.await();
      }
      shift.work(claim, () -> stopping);
    } finally {
      here.end();
      leave(claim, here);
    }
  }

  private void leave(Claim claim, Running here) {
    try {
      shift.leave(claim);
    } finally {
      running.remove(claim.task(), here);
      here.gone.countDown();
    }
  }

  /** Runs on whatever thread appended. */
  private void heard(Entry entry) {
    wake.release();
    wake.drainPermits();
    wake.release(settings.concurrent());
    if (entry.event() instanceof TaskEvent.Claimed claimed && reaper.concerns(claimed.worker())) {
      reapSoon();
    }
    Running here = running.get(entry.task());
    boolean mayEnd =
        entry.event() instanceof TaskEvent.Cancelled || entry.event() instanceof TaskEvent.Decided;
    if (here != null && mayEnd && here.thread != Thread.currentThread()) {
      boolean ended = journal.task(entry.task()).filter(t -> t.ending().isPresent()).isPresent();
      if (ended) {
        here.interrupt();
      }
    }
  }

  /** What a task that moved to another machine had here goes; once for many that move. */
  private void reapSoon() {
    if (!stopping && moved.compareAndSet(false, true)) {
      chores.schedule(
          () -> {
            moved.set(false);
            reaper.run();
          },
          SOON.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  private void renew() {
    for (Running here : running.values()) {
      try {
        if (!journal.renew(here.claim, settings.lease())) {
          here.interrupt();
        }
      } catch (RuntimeException e) {
        // The next beat tries again; if none gets through, the lease runs out, as it should.
        log.atWarn().addKeyValue("task", here.claim.task()).setCause(e).log("not_renewed");
      }
    }
  }

  private void pause() {
    try {
      wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      log.atDebug().log("woken");
    }
  }

  private static boolean join(Thread thread, long millis) {
    try {
      thread.join(millis);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
