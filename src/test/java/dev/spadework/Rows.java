package dev.spadework;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What stands in the bot's database, read past the bot. */
final class Rows {
  private Rows() {}

  /** The first column of what a query finds in the SQLite file of a world. */
  static List<String> of(Path dir, String sql) {
    return of("jdbc:sqlite:" + dir.resolve("spadework.db"), sql);
  }

  /** The first column of what a query finds. */
  static List<String> of(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
