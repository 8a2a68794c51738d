package dev.spadework.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database. Safe for use by many threads.
 *
 * <p>SQLite has one writer: all writes share one connection and a fair lock, and begin IMMEDIATE,
 * because a read that turns into a write fails at once with SQLITE_BUSY_SNAPSHOT whatever the busy
 * time-out says. Reads have a pool of their own and never wait for the writer (WAL).
 *
 * <p>A transaction must not be opened inside another one: hand the {@link Tx} on instead.
 */
public final class Store implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 10_000;

  private final Handle writer;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final BlockingQueue<Handle> readers = new ArrayBlockingQueue<>(READERS);
  private volatile boolean closed;

  private Store(Handle writer, Iterable<Handle> readers) {
    this.writer = writer;
    readers.forEach(this.readers::add);
  }

  /**
   * Opens the database, makes it if it is missing, and brings its schema up to date.
   *
   * @param url {@code jdbc:sqlite:<file>}
   * @throws StoreException if the URL is of another kind, the file cannot be opened, or a newer
   *     release has written it
   */
  public static Store open(String url) {
    if (!url.startsWith(SQLITE)) {
      throw new StoreException("DATABASE_URL must begin with " + SQLITE + ", found " + kind(url));
    }
    try {
      makeFolder(url.substring(SQLITE.length()));
      Handle writer = Jdbi.create(source(url, false)).open();
      try {
        Schema.update(writer);
        List<Handle> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
          readers.add(Jdbi.create(source(url, true)).open());
        }
        return new Store(writer, readers);
      } catch (RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (JdbiException | java.io.IOException e) {
      throw new StoreException("the database " + url + " cannot be opened: " + cause(e), e);
    }
  }

  /**
   * Runs the work in one transaction on the writer. Everything is undone if it throws.
   *
   * @throws DuplicateKey if a unique column refused a row
   */
  public <T> T write(Function<Tx, T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction inside a transaction: hand the Tx on");
    }
    writing.lock();
    try {
      refuseIfClosed();
      return writer.inTransaction(handle -> work.apply(new Tx(handle)));
    } catch (JdbiException e) {
      throw translated(e);
    } finally {
      writing.unlock();
    }
  }

  /** Runs the work on one consistent snapshot. */
  public <T> T read(Function<Tx, T> work) {
    Handle reader = take();
    try {
      refuseIfClosed();
      return reader.inTransaction(handle -> work.apply(new Tx(handle)));
    } catch (JdbiException e) {
      throw translated(e);
    } finally {
      readers.add(reader);
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new StoreException("the database is closed");
    }
  }

  private Handle take() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return readers.take();
        } catch (InterruptedException e) {
          // A read is short; the interrupt is for whoever called.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      List<Handle> all = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        all.add(take());
      }
      all.forEach(Handle::close);
      writer.close();
      // Whoever still waits for one gets it, and is refused instead of waiting for ever.
      readers.addAll(all);
    } finally {
      writing.unlock();
    }
  }

  private static SQLiteDataSource source(String url, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    config.setTransactionMode(
        readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  private static void makeFolder(String file) throws java.io.IOException {
    Path folder = Path.of(file).toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private static RuntimeException translated(JdbiException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLiteException sqlite
          && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
              || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY)) {
        return new DuplicateKey(sqlite);
      }
    }
    return new StoreException("the database refused: " + cause(e), e);
  }

  private static String cause(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return String.valueOf(sql.getMessage());
      }
    }
    return String.valueOf(e.getMessage());
  }

  private static String kind(String url) {
    int colon = url.indexOf(':', url.startsWith("jdbc:") ? 5 : 0);
    return colon < 0 ? "none" : url.substring(0, colon + 1);
  }
}
