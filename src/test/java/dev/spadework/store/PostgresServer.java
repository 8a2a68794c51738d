package dev.spadework.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A real PostgreSQL of this process: started when the first test asks, stopped with the process.
 * Databases of an earlier test's folder go when the next test's first one is made.
 */
public final class PostgresServer {
  private static final String DURABLE = "spadework.postgres.durable";
  private static final Map<String, String> DATABASES = new LinkedHashMap<>();
  private static Path current = Path.of("");
  private static int made;

  private PostgresServer() {}

  /** Where a connection by others than the store goes. */
  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        String durable = Boolean.getBoolean(DURABLE) ? "on" : "off";
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", durable)
            .setServerConfig("full_page_writes", durable)
            .setServerConfig("synchronous_commit", durable)
            .setServerConfig("max_connections", "300")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Commits are on the disk before they are acknowledged, as they are out there. Called before the
   * first database is asked for; else nothing here has to outlive the machine.
   */
  public static void durable() {
    System.setProperty(DURABLE, "true");
  }

  static synchronized String url(Path folder, String name) {
    if (!folder.equals(current)) {
      DATABASES.values().forEach(old -> run("drop database if exists " + old + " with (force)"));
      DATABASES.clear();
      current = folder;
    }
    String database =
        DATABASES.computeIfAbsent(
            name,
            n -> {
              String fresh = "test_" + made++;
              run("create database " + fresh);
              return fresh;
            });
    return Running.SERVER.getJdbcUrl("postgres", database);
  }

  /** Runs a statement as the server's owner, in its own database. */
  public static void run(String sql) {
    try (Connection connection =
            DriverManager.getConnection(Running.SERVER.getJdbcUrl("postgres", "postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
