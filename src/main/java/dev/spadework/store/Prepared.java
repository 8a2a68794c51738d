package dev.spadework.store;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one connection that were prepared before, for a driver that keeps none itself.
 * One that is in use is nobody else's: the same words within an answer's rows are prepared anew.
 */
final class Prepared implements StatementBuilder {
  private final int atMost;
  private final Map<String, Statement> idle = new LinkedHashMap<>();

  /**
   * Keeps statements.
   *
   * @param atMost how many; of more the one that was used longest ago goes
   */
  Prepared(int atMost) {
    this.atMost = atMost;
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return idle.remove(sql) instanceof PreparedStatement kept && usable(kept)
        ? kept
        : connection.prepareStatement(sql);
  }

  /** SQLite's driver throws away a statement that a full disk or the like has stopped. */
  private static boolean usable(PreparedStatement kept) {
    try {
      kept.clearParameters();
      return true;
    } catch (SQLException thrownAway) {
      return false;
    }
  }

  @Override
  public Statement create(Connection connection, StatementContext context) throws SQLException {
    return connection.createStatement();
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return connection.prepareCall(sql);
  }

  /** After use; its answer has been closed. */
  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (!(statement instanceof PreparedStatement)) {
      statement.close();
      return;
    }
    close(idle.put(sql, statement));
    if (idle.size() > atMost) {
      Iterator<Statement> oldest = idle.values().iterator();
      Statement gone = oldest.next();
      oldest.remove();
      close(gone);
    }
  }

  private static void close(@Nullable Statement statement) throws SQLException {
    if (statement != null) {
      statement.close();
    }
  }
}
