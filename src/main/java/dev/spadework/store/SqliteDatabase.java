package dev.spadework.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A file. SQLite has one writer: all writes share one connection, those that come together share a
 * commit, and it begins IMMEDIATE, because a read that turns into a write fails at once with
 * SQLITE_BUSY_SNAPSHOT whatever the busy time-out says. Reads have a pool of their own and never
 * wait for the writer (WAL).
 */
final class SqliteDatabase implements Database {
  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 10_000;

  private final String url;
  private final SqliteLine writer;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final Together together = new Together(this::commit);
  private final BlockingQueue<SqliteLine> readers = new ArrayBlockingQueue<>(READERS);
  private boolean syncs = true;
  private volatile boolean closed;

  private SqliteDatabase(String url, Handle writer, List<Handle> readers) {
    this.url = url;
    this.writer = new SqliteLine(writer);
    readers.stream().map(SqliteLine::new).forEach(this.readers::add);
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
    return together.write(work, true);
  }

  @Override
  public <T> T lightly(Function<Tx, T> work) {
    return together.write(work, false);
  }

  /** There is only the one writer. */
  @Override
  public <T> T beside(Function<Tx, T> work) {
    return lightly(work);
  }

  private void commit(List<Together.Job<?>> jobs) {
    writing.lock();
    try {
      refuseIfClosed();
      sync(jobs.stream().anyMatch(Together.Job::lasting));
      writer.in("begin immediate", tx -> Together.run(jobs, tx));
    } finally {
      writing.unlock();
    }
  }

  /** The log is one file in one order: what is on the disk has everything before it there too. */
  private void sync(boolean lasting) {
    if (lasting != syncs) {
      writer.execute("pragma synchronous = " + (lasting ? "full" : "normal"));
      syncs = lasting;
    }
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    SqliteLine reader = take();
    try {
      refuseIfClosed();
      List<T> result = new ArrayList<>();
      reader.in("begin", tx -> result.add(work.apply(tx)));
      return result.get(0);
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

  private SqliteLine take() {
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
      List<SqliteLine> all = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        all.add(take());
      }
      all.forEach(SqliteLine::close);
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

  private static void makeFolder(String file) throws IOException {
    Path folder = Path.of(file).toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }
}
