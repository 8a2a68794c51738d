package dev.spadework.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A PostgreSQL that many processes share.
 *
 * <p>Numbers of a sequence become visible in the order of the commits, not in their own: who
 * follows the record by its positions would skip an entry whose transaction was slow. So ordinary
 * writes hold one advisory lock of the database until they are committed. That also gives the whole
 * house what SQLite gives it: what a write reads is still so when it is committed, in every
 * process. The lock goes with its connection, and a connection that does nothing inside a
 * transaction is cut by the server.
 *
 * <p>What needs no order, large bytes above all, is written {@link #beside} it.
 */
final class PostgresDatabase implements Database {
  /** The first half of our advisory locks; spells "spad". */
  private static final int OURS = 0x73706164;

  private static final int WRITES = 1;
  private static final int SCHEMA = 2;

  /** The server writes its log within moments anyway, in the order of the commits. */
  private static final String NOT_SYNCED = "set local synchronous_commit = off";

  private static final int READERS = 6;
  private static final int WRITERS = 4;
  private static final long BORROW_MILLIS = 15_000;
  private static final long CLOSING_MILLIS = 5_000;
  private static final String STILL_SECONDS = "300";

  private final Pool writers;
  private final Pool readers;
  private final Notices notices;
  private final Together together = new Together(this::commit);
  private final ReadWriteLock using = new ReentrantReadWriteLock();

  /** What has been read of a statement once is kept with the Jdbi: there is one for all. */
  private static final class Pool {
    private final HikariDataSource source;
    private final Jdbi jdbi;

    Pool(HikariDataSource source) {
      this.source = source;
      this.jdbi = Jdbi.create(source);
    }
  }

  private PostgresDatabase(Pool writers, Pool readers, Notices notices) {
    this.writers = writers;
    this.readers = readers;
    this.notices = notices;
  }

  static PostgresDatabase open(Address address) {
    String name =
        "spadework/" + Integer.toString(ThreadLocalRandom.current().nextInt(0, 1 << 30), 36);
    HikariDataSource writers = null;
    try {
      writers = pool(address, name, "write", WRITERS, false);
      try (Handle handle = Jdbi.open(writers)) {
        Schema.update(handle, Dialect.POSTGRESQL, PostgresDatabase::onlyOne);
      }
      return new PostgresDatabase(
          new Pool(writers),
          new Pool(pool(address, name, "read", READERS, true)),
          new Notices(address, properties(address, name), name));
    } catch (JdbiException | HikariPool.PoolInitializationException e) {
      closed(writers);
      throw new StoreException(
          "the database " + address + " cannot be opened: " + Failures.cause(e), e);
    } catch (RuntimeException e) {
      closed(writers);
      throw e;
    }
  }

  private static void closed(@org.jspecify.annotations.Nullable HikariDataSource pool) {
    if (pool != null) {
      pool.close();
    }
  }

  /** Processes that start together bring the schema up to date one after the other. */
  private static void onlyOne(Handle handle) {
    handle.execute("set local lock_timeout = '10min'");
    lock(handle, SCHEMA);
  }

  private static void lock(Handle handle, int which) {
    handle
        .createQuery("select pg_advisory_xact_lock(?, ?)")
        .bind(0, OURS)
        .bind(1, which)
        .mapTo(String.class)
        .list();
  }

  private static HikariDataSource pool(
      Address address, String name, String use, int size, boolean readOnly) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store-" + use);
    config.setJdbcUrl(address.url());
    config.setDataSourceProperties(properties(address, name));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(BORROW_MILLIS);
    config.setReadOnly(readOnly);
    config.setTransactionIsolation(
        readOnly ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_READ_COMMITTED");
    // A process that hangs inside a transaction must not hold up all the others.
    config.setConnectionInitSql(
        "set lock_timeout = '60s'; set idle_in_transaction_session_timeout = '60s'");
    return new HikariDataSource(config);
  }

  private static Properties properties(Address address, String name) {
    Properties properties = new Properties();
    address.user().ifPresent(user -> properties.setProperty("user", user));
    address.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", name);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", STILL_SECONDS);
    return properties;
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    return together.write(work, true);
  }

  @Override
  public <T> T lightly(Function<Tx, T> work) {
    return together.write(work, false);
  }

  /** One connection of a process waits for the lock, so that the others stay free for the rest. */
  private void commit(List<Together.Job<?>> jobs) {
    in(
        writers,
        handle -> {
          Tx tx = tx(handle);
          if (jobs.stream().noneMatch(Together.Job::lasting)) {
            tx.later(NOT_SYNCED);
          }
          tx.later("select pg_advisory_xact_lock(?, ?)", OURS, WRITES);
          Together.run(jobs, tx);
          return jobs.size();
        });
  }

  private static Tx tx(Handle handle) {
    return new Tx(handle, Dialect.POSTGRESQL);
  }

  @Override
  public <T> T beside(Function<Tx, T> work) {
    return in(
        writers,
        handle -> {
          Tx tx = tx(handle);
          tx.later(NOT_SYNCED);
          T result = work.apply(tx);
          tx.flush();
          return result;
        });
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    return in(readers, handle -> work.apply(tx(handle)));
  }

  @Override
  public boolean tells() {
    return true;
  }

  @Override
  public void onNotice(Consumer<String> listener) {
    notices.add(listener);
  }

  @Override
  public void backup(Path file) {
    throw new StoreException(
        "a PostgreSQL is not backed up from here: use its own pg_dump, or a copy of its disk");
  }

  private <T> T in(Pool pool, Function<Handle, T> work) {
    using.readLock().lock();
    try (Handle handle = taken(pool)) {
      return handle.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw Failures.translated(e);
    } finally {
      using.readLock().unlock();
    }
  }

  /** An interrupt is for whoever called: a transaction is short and goes through. */
  private static Handle taken(Pool pool) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          if (pool.source.isClosed()) {
            throw new StoreException("the database is closed");
          }
          return pool.jdbi.open();
        } catch (ConnectionException e) {
          if (!Thread.interrupted()) {
            throw new StoreException("the database is out of reach: " + Failures.cause(e), e);
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What is under way is let through, unless it takes longer than anybody waits. */
  @Override
  public void close() {
    notices.close();
    boolean quiet = false;
    boolean interrupted = false;
    try {
      quiet = using.writeLock().tryLock(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      writers.source.close();
      readers.source.close();
    } finally {
      if (quiet) {
        using.writeLock().unlock();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
