package dev.spadework.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The statements of one connection that were prepared before, for a driver that keeps none itself.
 * One that is in use is nobody else's: the same words within an answer's rows are prepared anew.
 */
final class Prepared {
  /** Keeps nothing: the driver does, or the connection is used seldom. */
  static final int NONE = 0;

  private final int atMost;
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  Prepared(int atMost) {
    this.atMost = atMost;
  }

  PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    return kept == null ? connection.prepareStatement(sql) : kept;
  }

  /** After use; its answer has been closed. */
  void giveBack(String sql, PreparedStatement statement) throws SQLException {
    if (atMost == NONE) {
      statement.close();
      return;
    }
    Optional<PreparedStatement> twin = Optional.ofNullable(idle.put(sql, statement));
    if (twin.isPresent()) {
      twin.get().close();
    }
    if (idle.size() > atMost) {
      Iterator<PreparedStatement> oldest = idle.values().iterator();
      PreparedStatement gone = oldest.next();
      oldest.remove();
      gone.close();
    }
  }
}
