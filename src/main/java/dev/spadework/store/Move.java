package dev.spadework.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies everything from one database into another, whatever kinds they are: one snapshot of the
 * one, one transaction of the other. Cut off in between, nothing was copied.
 */
public final class Move {
  private static final int BATCH = 500;
  private static final String VERSIONS = "schema_version";

  private Move() {}

  /**
   * Copies.
   *
   * @return how many rows of each table
   * @throws StoreException if the target has rows already, or one of them fails
   */
  public static Map<String, Long> copy(Store from, Store to) {
    return from.read(
        source ->
            to.write(
                target -> {
                  try {
                    return copy(source, target);
                  } catch (SQLException e) {
                    throw new StoreException("not moved: " + Failures.cause(e), e);
                  }
                }));
  }

  private static Map<String, Long> copy(Tx from, Tx to) throws SQLException {
    if (to.dialect() == Dialect.POSTGRESQL) {
      // Who listens must not be told of each old entry: the trigger knows us by this name.
      to.update("set local application_name = 'move'");
    }
    Set<String> tables = tables(from.connection());
    if (!tables.equals(tables(to.connection()))) {
      throw new StoreException("not moved: the two databases have different tables");
    }
    for (String table : tables) {
      if (to.first("select 1 as one from " + table + " limit 1", row -> true).isPresent()) {
        throw new StoreException(
            "not moved: the target has rows in " + table + "; name an empty database");
      }
    }
    Map<String, Long> copied = new LinkedHashMap<>();
    for (String table : tables) {
      copied.put(table, copy(table, from.connection(), to));
    }
    return copied;
  }

  private static long copy(String table, Connection from, Tx to) throws SQLException {
    List<String> columns = columns(to.connection(), table);
    String names = String.join(", ", columns);
    String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
    long rows = 0;
    try (Statement select = from.createStatement();
        PreparedStatement insert =
            to.connection()
                .prepareStatement(
                    "insert into " + table + " (" + names + ") values (" + places + ")")) {
      select.setFetchSize(BATCH);
      try (ResultSet set = select.executeQuery("select " + names + " from " + table)) {
        while (set.next()) {
          for (int i = 1; i <= columns.size(); i++) {
            Object value = set.getObject(i);
            if (value == null) {
              insert.setNull(i, java.sql.Types.NULL);
            } else {
              insert.setObject(i, to.dialect().bound(value));
            }
          }
          insert.addBatch();
          rows++;
          if (rows % BATCH == 0) {
            insert.executeBatch();
          }
        }
      }
      insert.executeBatch();
    }
    if (to.dialect() == Dialect.POSTGRESQL) {
      numberOn(table, columns, to);
    }
    return rows;
  }

  /** The next row gets the next number, as SQLite does by itself. */
  private static void numberOn(String table, List<String> columns, Tx to) {
    for (String column : columns) {
      to.first(
              "select pg_get_serial_sequence(?, ?) as sequence",
              row -> row.maybe("sequence"),
              table,
              column)
          .flatMap(sequence -> sequence)
          .ifPresent(
              sequence ->
                  to.first(
                      "select setval(cast(? as regclass), coalesce(max("
                          + column
                          + "), 0) + 1, false) as next from "
                          + table,
                      row -> row.number("next"),
                      sequence));
    }
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    Set<String> tables = new TreeSet<>();
    DatabaseMetaData data = connection.getMetaData();
    try (ResultSet set =
        data.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (set.next()) {
        String name = set.getString("TABLE_NAME");
        if (!name.startsWith("sqlite_") && !name.equals(VERSIONS)) {
          tables.add(name);
        }
      }
    }
    return tables;
  }

  private static List<String> columns(Connection connection, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet set =
        connection.getMetaData().getColumns(null, connection.getSchema(), table, "%")) {
      while (set.next()) {
        if (!"YES".equals(set.getString("IS_GENERATEDCOLUMN"))) {
          columns.add(set.getString("COLUMN_NAME"));
        }
      }
    }
    return columns;
  }
}
