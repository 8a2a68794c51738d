package dev.spadework.store;

import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the file; for one thread at a time. */
final class SqliteLine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SqliteLine.class);

  /** More than the house has statements for the database. */
  private static final int STATEMENTS = 256;

  private final Handle handle;

  SqliteLine(Handle handle) {
    this.handle = handle;
    handle.setStatementBuilder(new Prepared(STATEMENTS));
  }

  /** Runs the work in a transaction that begins with these words, and commits it. */
  void in(String begin, Consumer<Tx> work) {
    begin(begin);
    boolean committed = false;
    try {
      work.accept(new Tx(handle, Dialect.SQLITE));
      execute("commit");
      committed = true;
    } finally {
      if (!committed) {
        undo();
      }
    }
  }

  void execute(String sql) {
    try {
      handle.execute(sql);
    } catch (JdbiException e) {
      throw Failures.translated(e);
    }
  }

  private void begin(String words) {
    try {
      execute(words);
    } catch (StoreException e) {
      // Should the last one never have ended, it ends now, and who tries again can begin.
      undo();
      throw e;
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
