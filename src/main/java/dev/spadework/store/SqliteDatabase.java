package dev.spadework.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.CloseException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A file. SQLite has one writer: all writes share one connection and a fair lock, and begin
 * IMMEDIATE, because a read that turns into a write fails at once with SQLITE_BUSY_SNAPSHOT
 * whatever the busy time-out says. Reads have a pool of their own and never wait for the writer
 * (WAL).
 */
final class SqliteDatabase implements Database {
  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 10_000;

  private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);

  private final String url;
  private final Handle writer;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final BlockingQueue<Handle> readers = new ArrayBlockingQueue<>(READERS);
  private volatile boolean closed;

  private SqliteDatabase(String url, Handle writer, Iterable<Handle> readers) {
    this.url = url;
    this.writer = writer;
    readers.forEach(this.readers::add);
  }

  static SqliteDatabase open(Address address) {
    String url = address.url();
    try {
      makeFolder(url.substring(Address.SQLITE.length()));
      Handle writer = Jdbi.create(source(url, false)).open();
      try {
        Schema.update(writer, Dialect.SQLITE);
        List<Handle> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
          readers.add(Jdbi.create(source(url, true)).open());
        }
        return new SqliteDatabase(url, writer, readers);
      } catch (RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (JdbiException | IOException e) {
      throw new StoreException(
          "the database " + address + " cannot be opened: " + Failures.cause(e), e);
    }
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction inside a transaction: hand the Tx on");
    }
    writing.lock();
    try {
      refuseIfClosed();
      return writer.inTransaction(handle -> work.apply(new Tx(handle, Dialect.SQLITE)));
    } catch (JdbiException e) {
      throw Failures.translated(e);
    } finally {
      writing.unlock();
    }
  }

  /** There is only the one writer. */
  @Override
  public <T> T beside(Function<Tx, T> work) {
    return write(work);
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    Handle reader = take();
    try {
      refuseIfClosed();
      return reader.inTransaction(handle -> work.apply(new Tx(handle, Dialect.SQLITE)));
    } catch (JdbiException e) {
      throw Failures.translated(e);
    } finally {
      readers.add(reader);
    }
  }

  @Override
  public boolean tells() {
    return false;
  }

  /** Other processes on the file say nothing; who waits looks again. */
  @Override
  public void onNotice(Consumer<String> listener) {}

  @Override
  public void backup(Path file) {
    try (Handle own = Jdbi.create(source(url, false)).open()) {
      Backup.of(own.getConnection(), file);
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
      closeWriter();
      // Whoever still waits for one gets it, and is refused instead of waiting for ever.
      readers.addAll(all);
    } finally {
      writing.unlock();
    }
  }

  /** After a lock that lasted too long Jdbi takes the writer for one inside a transaction. */
  private void closeWriter() {
    try (Connection connection = writer.getConnection()) {
      writer.close();
    } catch (CloseException | SQLException e) {
      log.atInfo().addKeyValue("reason", e.getMessage()).log("closed_after_a_lock");
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

  private static void makeFolder(String file) throws IOException {
    Path folder = Path.of(file).toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }
}
