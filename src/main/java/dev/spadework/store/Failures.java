package dev.spadework.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the drivers throw, as this room tells it. */
final class Failures {
  /** PostgreSQL's code for a unique column that refused a row. */
  private static final String UNIQUE_VIOLATION = "23505";

  private Failures() {}

  static RuntimeException translated(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && isDuplicate(sql)) {
        return new DuplicateKey(sql);
      }
    }
    return new StoreException("the database refused: " + cause(e), e);
  }

  /** The innermost thing that the database said, on one line. */
  static String cause(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return String.valueOf(sql.getMessage()).replaceAll("\\s*\\n\\s*", "; ");
      }
    }
    return String.valueOf(e.getMessage());
  }

  private static boolean isDuplicate(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY
        : UNIQUE_VIOLATION.equals(e.getSQLState());
  }
}
