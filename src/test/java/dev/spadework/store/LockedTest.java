package dev.spadework.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's own wait is ten seconds, which the suite has not got. */
@Tag("bench")
class LockedTest {
  @TempDir Path dir;

  @Test
  void whatIsWrittenAfterALockThatLastedTooLongIsCommitted() throws Exception {
    String url = "jdbc:sqlite:" + dir.resolve("spadework.db");
    try (Store store = Store.open(url);
        Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> put(store, "refused"))
            .isInstanceOfSatisfying(
                StoreException.class,
                e -> assertThat(e.fate()).isEqualTo(StoreException.Fate.NOT_NOW));
      }
      statement.execute("rollback");
      put(store, "first");
      put(store, "second");
      try (ResultSet rows = statement.executeQuery("select name from cursors order by name")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("first");
        assertThat(rows.next()).isTrue();
      }
    }
  }

  private static void put(Store store, String name) {
    store.write(tx -> tx.update("insert into cursors (name, seq) values (?, 1)", name));
  }
}
