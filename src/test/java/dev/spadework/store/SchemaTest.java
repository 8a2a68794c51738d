package dev.spadework.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbered files of both databases say the same. */
class SchemaTest {
  @TempDir Path folder;

  /** Columns with kind and whether they may be null, and indexes with their columns. */
  private Map<String, Set<String>> shape(DatabaseKind kind) throws SQLException {
    String url = kind.url(folder);
    Store.open(url).close();
    Map<String, Set<String>> tables = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      DatabaseMetaData data = connection.getMetaData();
      try (ResultSet set = data.getTables(null, null, "%", new String[] {"TABLE"})) {
        while (set.next()) {
          String name = set.getString("TABLE_NAME");
          if (!name.startsWith("sqlite_")) {
            tables.put(name, new TreeSet<>());
          }
        }
      }
      for (Map.Entry<String, Set<String>> table : tables.entrySet()) {
        columns(data, table.getKey(), table.getValue());
        indexes(data, table.getKey(), table.getValue());
      }
    }
    return tables;
  }

  private static void columns(DatabaseMetaData data, String table, Set<String> into)
      throws SQLException {
    Set<String> key = new TreeSet<>();
    try (ResultSet set = data.getPrimaryKeys(null, null, table)) {
      while (set.next()) {
        key.add(set.getString("COLUMN_NAME"));
      }
    }
    try (ResultSet set = data.getColumns(null, null, table, "%")) {
      while (set.next()) {
        String name = set.getString("COLUMN_NAME");
        // SQLite lets a key be null that is not said to be otherwise.
        boolean maybe = set.getInt("NULLABLE") != 0 && !key.contains(name);
        into.add(name + " " + sort(set.getString("TYPE_NAME")) + (maybe ? " maybe" : ""));
      }
    }
    into.add("key " + key);
  }

  private static String sort(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    if (name.contains("int")) {
      return "number";
    }
    return name.equals("bytea") ? "blob" : name;
  }

  private static void indexes(DatabaseMetaData data, String table, Set<String> into)
      throws SQLException {
    try (ResultSet set = data.getIndexInfo(null, null, table, false, true)) {
      while (set.next()) {
        String name = set.getString("INDEX_NAME");
        boolean ours = name != null && !name.startsWith("sqlite_") && !name.matches(".*_p?key");
        if (ours) {
          String column = set.getString("COLUMN_NAME");
          boolean plain = column != null && !column.contains("(");
          into.add("index " + name + " " + (plain ? column : "of the body"));
        }
      }
    }
  }

  @Test
  void bothHaveTheSameTablesColumnsAndIndexes() throws Exception {
    assertThat(shape(DatabaseKind.POSTGRESQL)).isEqualTo(shape(DatabaseKind.SQLITE));
  }

  @Test
  void bothHaveTheSameNumbers() {
    int number = 1;
    while (file("sqlite", number) || file("postgresql", number)) {
      assertThat(file("sqlite", number)).as("db/sqlite %d", number).isTrue();
      assertThat(file("postgresql", number)).as("db/postgresql %d", number).isTrue();
      number++;
    }
    assertThat(number).isGreaterThan(7);
  }

  private static boolean file(String folder, int number) {
    String name = String.format(Locale.ROOT, "/db/%s/%03d.sql", folder, number);
    return SchemaTest.class.getResource(name) != null;
  }

  @Test
  void processesThatStartAtOnceMakeItOnce() throws Exception {
    for (DatabaseKind kind : DatabaseKind.values()) {
      String url = kind.url(folder, "together");
      int processes = 6;
      CountDownLatch ready = new CountDownLatch(processes);
      ExecutorService threads = Executors.newFixedThreadPool(processes);
      try {
        List<Future<Integer>> stores = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
          stores.add(
              threads.submit(
                  () -> {
                    ready.countDown();
                    ready.await();
                    try (Store store = Store.open(url)) {
                      return store
                          .read(
                              tx ->
                                  tx.list(
                                      "select version from schema_version",
                                      row -> row.number("version")))
                          .size();
                    }
                  }));
        }
        Set<Integer> versions = new TreeSet<>();
        for (Future<Integer> store : stores) {
          versions.add(store.get());
        }
        assertThat(versions).as(kind.toString()).hasSize(1).doesNotContain(0);
      } finally {
        threads.shutdownNow();
      }
    }
  }
}
