package dev.spadework.store;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** An open transaction. Values are bound to {@code ?} in their order. */
public final class Tx {
  private final Handle handle;
  private final Dialect dialect;

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

  /** Runs a statement; returns how many rows it changed. */
  public int update(String sql, Object... values) {
    return handle.execute(sql, bound(values));
  }

  /** All rows of a query, or of a statement with {@code returning}. */
  public <T> List<T> list(String sql, Function<Row, T> map, Object... values) {
    return handle.select(sql, bound(values)).map((set, context) -> map.apply(new Row(set))).list();
  }

  /** The first row of a query. */
  public <T> Optional<T> first(String sql, Function<Row, T> map, Object... values) {
    return list(sql, map, values).stream().findFirst();
  }

  private Object[] bound(Object... values) {
    return Stream.of(values).map(dialect::bound).toArray();
  }
}
