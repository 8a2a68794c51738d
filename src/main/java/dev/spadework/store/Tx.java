package dev.spadework.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** An open transaction. Values are bound to {@code ?} in their order. */
public final class Tx {
  private static final String APART = "savepoint apart";

  private final Connection connection;
  private final Dialect dialect;
  private final Prepared prepared;
  private final List<String> waiting = new ArrayList<>();
  private final List<@Nullable Object> waitingValues = new ArrayList<>();

  Tx(Handle handle, Dialect dialect) {
    this(handle.getConnection(), dialect, new Prepared(Prepared.NONE));
  }

  Tx(Connection connection, Dialect dialect, Prepared prepared) {
    this.connection = connection;
    this.dialect = dialect;
    this.prepared = prepared;
  }

  Dialect dialect() {
    return dialect;
  }

  Connection connection() {
    return connection;
  }

  /**
   * For the end of a query whose first row is about to be changed: rows that another process is
   * just changing are passed over. SQLite has one writer and needs no words for it.
   *
   * @param table as the query calls it
   */
  public String skipLocked(String table) {
    return dialect == Dialect.POSTGRESQL ? " for update of " + table + " skip locked" : "";
  }

  /**
   * Runs a statement whose answer nobody needs, at the latest with the next one or before the
   * commit. PostgreSQL gets several of them in one message.
   */
  public void later(String sql, Object... values) {
    if (dialect == Dialect.SQLITE) {
      update(sql, values);
      return;
    }
    waiting.add(sql);
    Collections.addAll(waitingValues, bound(values));
  }

  /**
   * Has other processes hear of an entry of the record, as if it were new, once this is committed;
   * see {@link Store#onNotice}.
   */
  public void tell(String task, long version) {
    if (dialect == Dialect.POSTGRESQL) {
      list(
          """
          select pg_notify('spadework',
            current_setting('application_name') || ' ' || ? || ' ' || ?)""",
          row -> "",
          task,
          String.valueOf(version));
    }
  }

  /** Runs what waits. */
  void flush() {
    if (!waiting.isEmpty()) {
      run("", statement -> 0);
    }
  }

  /**
   * Runs work of which nothing remains if it throws, while what was done before it does. Both of
   * them still hang on the commit.
   *
   * @return what the work threw
   * @throws StoreException if all of the transaction is lost
   */
  Optional<RuntimeException> apart(Consumer<Tx> work) {
    int statements = waiting.size();
    int values = waitingValues.size();
    later(APART);
    try {
      work.accept(this);
      flush();
      later("release " + APART);
      return Optional.empty();
    } catch (RuntimeException e) {
      boolean unsent = waiting.size() > statements && waiting.get(statements).equals(APART);
      waiting.subList(unsent ? statements : 0, waiting.size()).clear();
      waitingValues.subList(unsent ? values : 0, waitingValues.size()).clear();
      if (!unsent) {
        update("rollback to " + APART);
        later("release " + APART);
      }
      return Optional.of(e);
    }
  }

  /** Runs a statement; returns how many rows it changed. */
  public int update(String sql, Object... values) {
    return run(sql, PreparedStatement::getUpdateCount, values);
  }

  /** All rows of a query, or of a statement with {@code returning}. */
  public <T> List<T> list(String sql, Function<Row, T> map, Object... values) {
    return run(
        sql,
        statement -> {
          List<T> all = new ArrayList<>();
          try (ResultSet set = statement.getResultSet()) {
            Row row = new Row(set);
            while (set.next()) {
              all.add(map.apply(row));
            }
          }
          return all;
        },
        values);
  }

  /** The first row of a query. */
  public <T> Optional<T> first(String sql, Function<Row, T> map, Object... values) {
    return list(sql, map, values).stream().findFirst();
  }

  private interface Answer<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /** Runs what waits and this after it, in one message; the answer is that of the last. */
  private <T> T run(String sql, Answer<T> answer, Object... values) {
    int before = waiting.size();
    List<@Nullable Object> all = new ArrayList<>(waitingValues);
    Collections.addAll(all, bound(values));
    if (!sql.isEmpty()) {
      waiting.add(sql);
    }
    String joined = waiting.size() == 1 ? waiting.get(0) : String.join(";\n", waiting);
    waiting.clear();
    waitingValues.clear();
    try {
      PreparedStatement statement = prepared.take(connection, joined);
      try {
        for (int i = 0; i < all.size(); i++) {
          bind(statement, i + 1, all.get(i));
        }
        statement.execute();
        for (int i = 0; i < before && !sql.isEmpty(); i++) {
          statement.getMoreResults();
        }
        return answer.of(statement);
      } finally {
        prepared.giveBack(joined, statement);
      }
    } catch (SQLException e) {
      throw Failures.translated(e);
    }
  }

  private static void bind(PreparedStatement statement, int place, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(place, Types.NULL);
    } else {
      statement.setObject(place, value);
    }
  }

  private @Nullable Object[] bound(@Nullable Object... values) {
    return Stream.of(values).map(value -> value == null ? null : dialect.bound(value)).toArray();
  }
}
