package dev.spadework.store;

import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger log = LoggerFactory.getLogger(PostgresDatabase.class);

  /** The first half of our advisory locks; spells "spad". */
  private static final int OURS = 0x73706164;

  private static final int WRITES = 1;
  private static final int SCHEMA = 2;

  /** The server writes its log within moments anyway, in the order of the commits. */
  private static final String NOT_SYNCED = "set local synchronous_commit = off";

  private static final int READERS = 6;
  private static final int WRITERS = 4;
  private static final long CLOSING_MILLIS = 5_000;

  private final PostgresPool writers;
  private final PostgresPool readers;
  private final Notices notices;
  private final Together together = new Together(this::commit);
  private final ReadWriteLock using = new ReentrantReadWriteLock();

  private PostgresDatabase(PostgresPool writers, PostgresPool readers, Notices notices) {
    this.writers = writers;
    this.readers = readers;
    this.notices = notices;
  }

  static PostgresDatabase open(Address address) {
    String name =
        "spadework/" + Integer.toString(ThreadLocalRandom.current().nextInt(0, 1 << 30), 36);
    PostgresPool writers = null;
    try {
      writers = PostgresPool.open(address, name, "write", WRITERS, false);
      try (Handle handle = writers.taken()) {
        Schema.update(handle, Dialect.POSTGRESQL, PostgresDatabase::onlyOne);
      }
      return new PostgresDatabase(
          writers,
          PostgresPool.open(address, name, "read", READERS, true),
          new Notices(address, PostgresPool.properties(address, name), name));
    } catch (JdbiException | HikariPool.PoolInitializationException e) {
      closed(writers);
      throw new StoreException(
          "the database " + address + " cannot be opened: " + Failures.cause(e), e);
    } catch (RuntimeException e) {
      closed(writers);
      throw e;
    }
  }

  private static void closed(@Nullable PostgresPool pool) {
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

  @Override
  public <T> T write(Function<Tx, T> work) {
    return together.write(work, true);
  }

  @Override
  public <T> T lightly(Function<Tx, T> work) {
    return together.write(work, false);
  }

  @Override
  public <T> T write(Function<Tx, T> blind, Function<Tx, T> work) {
    return together.write(blind, work);
  }

  /** What was sent off blindly and was refused is done again with a look. */
  private void commit(List<Together.Job<?>> jobs) {
    if (jobs.stream().allMatch(Together.Job::blind)) {
      try {
        commit(jobs, Together::runBlind);
        return;
      } catch (RuntimeException e) {
        if (e instanceof StoreException told && told.fate() != StoreException.Fate.REFUSED) {
          throw e;
        }
        log.atDebug().addKeyValue("problem", e.getMessage()).log("blindly_refused");
      }
      commit(jobs, Together::run);
    } else {
      commit(jobs, Together::runBlind);
    }
  }

  /** One connection of a process waits for the lock, so that the others stay free for the rest. */
  private void commit(List<Together.Job<?>> jobs, BiConsumer<List<Together.Job<?>>, Tx> run) {
    in(
        writers,
        handle -> {
          Tx tx = tx(handle);
          if (jobs.stream().noneMatch(Together.Job::lasting)) {
            tx.later(NOT_SYNCED);
          }
          tx.later("select pg_advisory_xact_lock(?, ?)", OURS, WRITES);
          run.accept(jobs, tx);
          return commit(tx);
        });
  }

  /** In one message with what still waits; nothing is left then for the connection to commit. */
  private static boolean commit(Tx tx) {
    tx.later("commit");
    tx.flush();
    return true;
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
          commit(tx);
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

  private <T> T in(PostgresPool pool, Function<Handle, T> work) {
    using.readLock().lock();
    try (Handle handle = pool.taken()) {
      return handle.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw Failures.translated(e);
    } finally {
      using.readLock().unlock();
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
      writers.close();
      readers.close();
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
