package dev.spadework.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** An open transaction. Values are bound to {@code ?} in their order. */
public final class Tx {
  private static final String APART = "savepoint apart";

  private final Handle handle;
  private final Dialect dialect;
  private final List<String> waiting = new ArrayList<>();
  private final List<@Nullable Object> waitingValues = new ArrayList<>();

  Tx(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  Connection connection() {
    return handle.getConnection();
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
   * Runs a statement whose answer nobody needs, at the latest with the next one or the commit.
   * PostgreSQL gets all of that in one message.
   */
  public void later(String sql, Object... values) {
    if (dialect == Dialect.SQLITE) {
      update(sql, values);
      return;
    }
    with(sql, values);
  }

  private void with(String sql, Object... values) {
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
      String all = String.join(";\n", waiting);
      @Nullable Object[] values = waitingValues.toArray();
      waiting.clear();
      waitingValues.clear();
      execute(all, values);
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
    flush();
    return execute(sql, bound(values));
  }

  /** All rows of a query, or of a statement with {@code returning}. */
  public <T> List<T> list(String sql, Function<Row, T> map, Object... values) {
    with(sql, values);
    int statements = waiting.size();
    String all = String.join(";\n", waiting);
    @Nullable Object[] bound = waitingValues.toArray();
    waiting.clear();
    waitingValues.clear();
    try (Query query = handle.select(all, bound)) {
      return query.execute((sent, context) -> last(sent, statements, map));
    } catch (JdbiException e) {
      throw Failures.translated(e);
    }
  }

  /** The rows of the last of these statements. */
  private static <T> List<T> last(
      Supplier<PreparedStatement> sent, int statements, Function<Row, T> map) throws SQLException {
    PreparedStatement answered = sent.get();
    for (int i = 1; i < statements; i++) {
      answered.getMoreResults();
    }
    List<T> rows = new ArrayList<>();
    try (ResultSet set = answered.getResultSet()) {
      Row row = new Row(set);
      while (set.next()) {
        rows.add(map.apply(row));
      }
    }
    return rows;
  }

  /** The first row of a query. */
  public <T> Optional<T> first(String sql, Function<Row, T> map, Object... values) {
    return list(sql, map, values).stream().findFirst();
  }

  private int execute(String sql, @Nullable Object... values) {
    try {
      return handle.execute(sql, values);
    } catch (JdbiException e) {
      throw Failures.translated(e);
    }
  }

  private @Nullable Object[] bound(@Nullable Object... values) {
    return Stream.of(values).map(value -> value == null ? null : dialect.bound(value)).toArray();
  }
}
