package dev.spadework.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes that come while one is being committed are committed together: the disk is waited for once
 * for all of them. Whoever came first of those that wait runs the work of each, one after the other
 * as if each were alone, commits, and tells them. Nobody is told before.
 *
 * <p>The work may run on the thread of another writer, so it must not want a lock that a caller
 * holds.
 */
final class Together {
  /** Nobody waits for more than this many others. */
  private static final int AT_MOST = 64;

  private final Consumer<List<Job<?>>> commit;
  private final Deque<Job<?>> waiting = new ArrayDeque<>();
  private boolean led;
  private volatile @Nullable Thread leader;

  /**
   * Writes by this.
   *
   * @param commit runs jobs in one transaction and commits it; throws if it was not committed
   */
  Together(Consumer<List<Job<?>>> commit) {
    this.commit = commit;
  }

  /** The work of one writer. */
  static final class Job<T> {
    private final Function<Tx, T> work;
    private final Optional<Function<Tx, T>> blind;
    private final boolean lasting;
    private final Semaphore turn = new Semaphore(0);
    private @Nullable T result;
    private @Nullable Throwable failure;
    private boolean over;

    private Job(Function<Tx, T> work, Optional<Function<Tx, T>> blind, boolean lasting) {
      this.work = work;
      this.blind = blind;
      this.lasting = lasting;
    }

    /** Whether it has to be on the disk before its writer is told. */
    boolean lasting() {
      return lasting;
    }

    void run(Tx tx) {
      result = work.apply(tx);
    }

    /** Whether it can be tried without a look at what is there. */
    boolean blind() {
      return blind.isPresent();
    }

    void runBlind(Tx tx) {
      result = blind.orElseThrow().apply(tx);
    }

    /** What its writer is told instead of a result; what it threw itself stands. */
    void failed(Throwable cause) {
      if (failure == null) {
        failure = cause;
      }
    }

    private T told() {
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      return result;
    }
  }

  /**
   * Has the work done and committed; an interrupt waits.
   *
   * @param lasting whether it has to be on the disk when this returns
   */
  <T> T write(Function<Tx, T> work, boolean lasting) {
    return write(new Job<>(work, Optional.empty(), lasting));
  }

  /**
   * The same, all of it on the disk then.
   *
   * @param blind as {@link Store#write(Function, Function)} has it
   */
  <T> T write(Function<Tx, T> blind, Function<Tx, T> work) {
    return write(new Job<>(work, Optional.of(blind), true));
  }

  private <T> T write(Job<T> job) {
    if (leader == Thread.currentThread()) {
      throw new IllegalStateException("a transaction inside a transaction: hand the Tx on");
    }
    if (!leads(job)) {
      job.turn.acquireUninterruptibly();
    }
    if (!job.over) {
      lead(job);
    }
    return job.told();
  }

  private synchronized boolean leads(Job<?> job) {
    waiting.add(job);
    boolean first = !led;
    led = true;
    return first;
  }

  private void lead(Job<?> own) {
    List<Job<?>> jobs = taken();
    leader = Thread.currentThread();
    try {
      commit.accept(jobs);
    } catch (RuntimeException e) {
      jobs.forEach(job -> job.failed(e));
    } catch (Error e) {
      own.failed(e);
      jobs.forEach(job -> job.failed(new StoreException("undone with a write beside it: " + e, e)));
    } finally {
      leader = null;
      next();
      jobs.forEach(Together::over);
    }
  }

  private static void over(Job<?> job) {
    job.over = true;
    job.turn.release();
  }

  private synchronized List<Job<?>> taken() {
    List<Job<?>> jobs = new ArrayList<>();
    while (!waiting.isEmpty() && jobs.size() < AT_MOST) {
      jobs.add(waiting.remove());
    }
    return jobs;
  }

  private synchronized void next() {
    if (waiting.isEmpty()) {
      led = false;
    } else {
      waiting.element().turn.release();
    }
  }

  /**
   * Runs these jobs in an open transaction that is to be committed after that, each with a look at
   * what is there.
   */
  static void run(List<Job<?>> jobs, Tx tx) {
    if (jobs.size() == 1) {
      jobs.get(0).run(tx);
      return;
    }
    for (Job<?> job : jobs) {
      tx.apart(job::run).ifPresent(job::failed);
    }
  }

  /** The same, but those that can do without a look are sent off first and all at once. */
  static void runBlind(List<Job<?>> jobs, Tx tx) {
    List<Job<?>> blind = jobs.stream().filter(Job::blind).toList();
    List<Job<?>> rest = jobs.stream().filter(job -> !job.blind()).toList();
    if (rest.isEmpty()) {
      blind.forEach(job -> job.runBlind(tx));
      return;
    }
    boolean tried =
        !blind.isEmpty() && tx.apart(all -> blind.forEach(job -> job.runBlind(all))).isEmpty();
    for (Job<?> job : tried ? rest : jobs) {
      tx.apart(job::run).ifPresent(job::failed);
    }
  }
}
