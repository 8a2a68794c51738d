package dev.spadework.workspace;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Work in a tree that a process may be changing, on a thread that can be given up. Java cannot open
 * a file without waiting: who swaps it for a pipe between a look and an open would hold its thread
 * for ever. So that thread is not the task's.
 */
final class Errand {
  /** How long one entry may take; large files say in between that they go on. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_MILLIS = 250;
  private static final long JOIN_MILLIS = 2_000;

  private final AtomicLong steps = new AtomicLong();

  private Errand() {}

  /** What is done. */
  @FunctionalInterface
  interface Work<T> {
    T with(Errand errand) throws IOException, WorkspaceException, InterruptedException;
  }

  /** The work goes on. */
  void step() {
    steps.incrementAndGet();
  }

  /** Says that a large file goes on while it is read. */
  InputStream steps(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        step();
        return super.read(into, from, length);
      }
    };
  }

  static Duration patience() {
    return PATIENCE;
  }

  /**
   * Does it, and waits for it as long as it goes on.
   *
   * @throws WorkspaceException when it stood still for {@link #patience}
   */
  static <T> T run(Work<T> work) throws IOException, WorkspaceException, InterruptedException {
    Errand errand = new Errand();
    FutureTask<T> task = new FutureTask<>(() -> work.with(errand));
    Thread thread = new Thread(task, "errand");
    thread.setDaemon(true);
    thread.start();
    try {
      return errand.await(task);
    } finally {
      if (!task.isDone()) {
        task.cancel(true);
        // One that can be ended is not to work on while the next begins.
        thread.join(JOIN_MILLIS);
      }
    }
  }

  private <T> T await(FutureTask<T> task)
      throws IOException, WorkspaceException, InterruptedException {
    long seen = steps.get();
    long since = System.nanoTime();
    while (true) {
      try {
        return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = steps.get();
        if (now != seen) {
          seen = now;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > patience().toNanos()) {
          throw WorkspaceException.temporary(
              "The work tree cannot be read: something in it is being changed all the time.");
        }
      } catch (ExecutionException e) {
        throw as(e.getCause());
      }
    }
  }

  private static RuntimeException as(Throwable cause)
      throws IOException, WorkspaceException, InterruptedException {
    if (cause instanceof IOException disk) {
      throw disk;
    }
    if (cause instanceof WorkspaceException refused) {
      throw refused;
    }
    if (cause instanceof InterruptedException stopped) {
      throw stopped;
    }
    if (cause instanceof Error fatal) {
      throw fatal;
    }
    return cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
  }
}
