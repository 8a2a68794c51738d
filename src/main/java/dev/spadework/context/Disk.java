package dev.spadework.context;

import dev.spadework.store.Scratch;
import dev.spadework.store.StoreException;
import dev.spadework.store.Tx;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scratch file that gives no trouble: one that cannot be used is thrown away with a line in the
 * log, and where none can be had, everything comes back empty. Safe for use by many threads.
 */
final class Disk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Disk.class);

  private static final int ROUNDS = 3;

  private final Optional<Path> file;
  private final String version;
  private final List<String> schema;
  private final AtomicInteger lost = new AtomicInteger();
  private Optional<Scratch> open = Optional.empty();
  private boolean unusable;

  /** A row that nobody can have written like that. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  Disk(Optional<Path> file, String version, List<String> schema) {
    this.file = file;
    this.version = version;
    this.schema = schema;
  }

  /** Whether there should be a file. */
  boolean there() {
    return file.isPresent();
  }

  /** Rises whenever something was lost that had been known. */
  int lost() {
    return lost.get();
  }

  void lose() {
    lost.incrementAndGet();
  }

  /** Runs the work in a transaction; empty if that is not to be had. */
  <T> Optional<T> tried(Function<Tx, T> work) {
    for (int round = 1; ; round++) {
      Optional<Scratch> scratch = scratch();
      if (scratch.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(scratch.get().with(work));
      } catch (StoreException | Broken e) {
        // One that was closed under our hands is opened again; nothing is wrong with it.
        if (open(scratch.get()) || round == ROUNDS) {
          discard(String.valueOf(e.getMessage()));
          return Optional.empty();
        }
      }
    }
  }

  private synchronized boolean open(Scratch scratch) {
    return open.isPresent() && open.get() == scratch;
  }

  private synchronized Optional<Scratch> scratch() {
    if (open.isEmpty() && file.isPresent() && !unusable) {
      try {
        Scratch scratch = Scratch.open(file.get(), version, schema);
        scratch.replaced().ifPresent(this::told);
        open = Optional.of(scratch);
      } catch (StoreException e) {
        giveUp(e);
      }
    }
    return open;
  }

  /** Throws the file away; the next work finds an empty one. */
  synchronized void discard(String cause) {
    lose();
    close();
    try {
      Scratch.remove(file.orElseThrow());
      told(cause);
    } catch (UncheckedIOException e) {
      giveUp(e);
    }
  }

  /** Lets go of the file; it is opened again when it is needed. */
  @Override
  public synchronized void close() {
    open.ifPresent(Scratch::close);
    open = Optional.empty();
  }

  private void told(String cause) {
    log.atWarn()
        .addKeyValue("file", file.orElseThrow())
        .addKeyValue("cause", cause)
        .log("index_rebuilt");
  }

  private void giveUp(RuntimeException cause) {
    unusable = true;
    log.atWarn()
        .addKeyValue("file", file.orElseThrow())
        .addKeyValue("cause", cause.getMessage())
        .log("index_not_kept");
  }
}
