package dev.spadework.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file of what can be made again, apart from the database: one that cannot be read, or
 * that another release has written, is thrown away. Several processes may have it open. Safe for
 * use by many threads, one at a time.
 */
public final class Scratch implements AutoCloseable {
  private static final int BUSY_MILLIS = 10_000;

  private final Handle handle;
  private final Optional<String> replaced;
  private final ReentrantLock lock = new ReentrantLock();

  private Scratch(Handle handle, Optional<String> replaced) {
    this.handle = handle;
    this.replaced = replaced;
  }

  /**
   * Opens the file; it is made anew if it is missing, broken or of another version.
   *
   * @param version of what stands in it and how
   * @param schema the statements that make its tables
   * @throws StoreException if no such file can be made
   */
  public static Scratch open(Path file, String version, List<String> schema) {
    Optional<String> replaced = Optional.empty();
    if (Files.exists(file)) {
      try {
        Handle handle = handle(file);
        try {
          Optional<String> found = version(handle);
          if (found.filter(version::equals).isPresent()) {
            return new Scratch(handle, Optional.empty());
          }
          replaced = Optional.of("it is of another version");
        } catch (RuntimeException e) {
          handle.close();
          throw e;
        }
        handle.close();
      } catch (JdbiException e) {
        replaced = Optional.of("it cannot be read");
      }
    }
    try {
      remove(file);
      Handle handle = handle(file);
      try {
        handle.useTransaction(
            tx -> {
              // Another process may have been faster.
              if (version(tx).isEmpty()) {
                tx.execute("create table scratch (version text not null)");
                tx.execute("insert into scratch (version) values (?)", version);
                schema.forEach(tx::execute);
              }
            });
        return new Scratch(handle, replaced);
      } catch (RuntimeException e) {
        handle.close();
        throw e;
      }
    } catch (JdbiException | UncheckedIOException e) {
      throw new StoreException(file + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** Deletes a file that is not open here, with what SQLite keeps beside it. */
  public static void remove(Path file) {
    try {
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why the file that was there has been thrown away, if one was. */
  public Optional<String> replaced() {
    return replaced;
  }

  /**
   * Runs the work in one transaction.
   *
   * @throws StoreException if the file cannot be read or written
   */
  public <T> T with(Function<Tx, T> work) {
    lock.lock();
    try {
      return handle.inTransaction(tx -> work.apply(new Tx(tx, Dialect.SQLITE)));
    } catch (JdbiException e) {
      throw new StoreException("a scratch file refused: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      handle.close();
    } finally {
      lock.unlock();
    }
  }

  private static Optional<String> version(Handle handle) {
    boolean made =
        handle
            .select("select name from sqlite_master where name = 'scratch'")
            .mapTo(String.class)
            .findFirst()
            .isPresent();
    return made
        ? handle.select("select version from scratch").mapTo(String.class).findFirst()
        : Optional.empty();
  }

  private static Handle handle(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // After a power cut the last transactions may be missing; they are made again.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return Jdbi.create(source).open();
  }
}
