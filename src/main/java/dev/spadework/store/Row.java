package dev.spadework.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** One row of an answer; valid only while it is being mapped. */
public final class Row {
  private final ResultSet set;

  Row(ResultSet set) {
    this.set = set;
  }

  /** A text column that is never null. */
  public String text(String column) {
    return maybe(column).orElseThrow(() -> new StoreException("column " + column + " is null"));
  }

  /** A text column. */
  public Optional<String> maybe(String column) {
    try {
      return Optional.ofNullable(set.getString(column));
    } catch (SQLException e) {
      throw broken(column, e);
    }
  }

  /** A number; 0 for null. */
  public long number(String column) {
    try {
      return set.getLong(column);
    } catch (SQLException e) {
      throw broken(column, e);
    }
  }

  /** A column of bytes that is never null. */
  public byte[] bytes(String column) {
    try {
      return set.getBytes(column);
    } catch (SQLException e) {
      throw broken(column, e);
    }
  }

  private static StoreException broken(String column, SQLException e) {
    return new StoreException("column " + column + " cannot be read: " + e.getMessage(), e);
  }
}
