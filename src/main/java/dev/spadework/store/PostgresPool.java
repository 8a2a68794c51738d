package dev.spadework.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Connections to a PostgreSQL for one use. */
final class PostgresPool implements AutoCloseable {
  private static final long BORROW_MILLIS = 15_000;
  private static final String STILL_SECONDS = "300";

  private final HikariDataSource source;

  /** What has been read of a statement once is kept with the Jdbi: there is one for all. */
  private final Jdbi jdbi;

  private PostgresPool(HikariDataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /**
   * Opens the first connection.
   *
   * @param name what the server calls this process
   */
  static PostgresPool open(Address address, String name, String use, int size, boolean readOnly) {
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
    return new PostgresPool(new HikariDataSource(config));
  }

  static Properties properties(Address address, String name) {
    Properties properties = new Properties();
    address.user().ifPresent(user -> properties.setProperty("user", user));
    address.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", name);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", STILL_SECONDS);
    return properties;
  }

  /** An interrupt is for whoever called: a transaction is short and goes through. */
  Handle taken() {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          if (source.isClosed()) {
            throw new StoreException("the database is closed");
          }
          return jdbi.open();
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

  @Override
  public void close() {
    source.close();
  }
}
