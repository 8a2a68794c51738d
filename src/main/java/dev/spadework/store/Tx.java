package dev.spadework.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** An open transaction. Values are bound to {@code ?} in their order. */
public final class Tx {
  private final Handle handle;

  Tx(Handle handle) {
    this.handle = handle;
  }

  /** Runs a statement; returns how many rows it changed. */
  public int update(String sql, Object... values) {
    return handle.execute(sql, values);
  }

  /** All rows of a query, or of a statement with {@code returning}. */
  public <T> List<T> list(String sql, Function<Row, T> map, Object... values) {
    return handle.select(sql, values).map((set, context) -> map.apply(new Row(set))).list();
  }

  /** The first row of a query. */
  public <T> Optional<T> first(String sql, Function<Row, T> map, Object... values) {
    return list(sql, map, values).stream().findFirst();
  }
}
