package dev.spadework.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the file; for one thread at a time. */
final class SqliteLine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SqliteLine.class);

  /** More than the house has statements for the database. */
  private static final int STATEMENTS = 256;

  private final Handle handle;
  private final Prepared prepared = new Prepared(STATEMENTS);

  SqliteLine(Handle handle) {
    this.handle = handle;
  }

  /** Runs the work in a transaction that begins with these words, and commits it. */
  void in(String begin, Consumer<Tx> work) {
    execute(begin);
    boolean committed = false;
    try {
      work.accept(new Tx(handle.getConnection(), Dialect.SQLITE, prepared));
      execute("commit");
      committed = true;
    } finally {
      if (!committed) {
        undo();
      }
    }
  }

  void execute(String sql) {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw Failures.translated(e);
    }
  }

  private void undo() {
    try {
      execute("rollback");
    } catch (StoreException e) {
      // A full disk has undone it already.
      log.atDebug().setCause(e).log("nothing_to_undo");
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
