package dev.spadework.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the drivers throw, as this room tells it. */
final class Failures {
  /** PostgreSQL's code for a unique column that refused a row. */
  private static final String UNIQUE_VIOLATION = "23505";

  /** SQLite's result codes, by how they begin: locked, full, a disk that does not answer. */
  private static final List<String> PASSING =
      List.of(
          "SQLITE_BUSY",
          "SQLITE_LOCKED",
          "SQLITE_FULL",
          "SQLITE_IOERR",
          "SQLITE_CANTOPEN",
          "SQLITE_READONLY",
          "SQLITE_NOMEM");

  private Failures() {}

  static RuntimeException translated(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && isDuplicate(sql)) {
        return new DuplicateKey(sql);
      }
    }
    return new StoreException("the database refused: " + cause(e), e, fate(e));
  }

  private static StoreException.Fate fate(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLiteException sqlite) {
        String code = sqlite.getResultCode().name();
        // What SQLite could not do to the end it has undone.
        return PASSING.stream().anyMatch(code::startsWith)
            ? StoreException.Fate.NOT_NOW
            : StoreException.Fate.REFUSED;
      }
      if (t instanceof SQLTransientConnectionException) {
        // The pool had none to lend.
        return StoreException.Fate.NOT_NOW;
      }
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return fate(sql.getSQLState());
      }
    }
    return StoreException.Fate.REFUSED;
  }

  /** By the classes of states in PostgreSQL's manual, appendix A. */
  private static StoreException.Fate fate(String state) {
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "53", "55" -> StoreException.Fate.NOT_NOW;
      case "08", "57" -> StoreException.Fate.UNKNOWN;
      default -> StoreException.Fate.REFUSED;
    };
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
