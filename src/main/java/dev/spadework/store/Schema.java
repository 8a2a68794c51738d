package dev.spadework.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Brings the schema up to date from the numbered files in {@code db/}, which has a folder for each
 * kind of database. A file that was released is never changed; a change is the next number.
 */
final class Schema {
  private Schema() {}

  static void update(Handle handle, Dialect dialect) {
    update(handle, dialect, alone -> {});
  }

  /** The same after something that is done first in the transaction. */
  static void update(Handle handle, Dialect dialect, Consumer<Handle> first) {
    handle.useTransaction(
        tx -> {
          first.accept(tx);
          tx.execute("create table if not exists schema_version (version integer not null)");
          int version =
              tx.createQuery("select coalesce(max(version), 0) from schema_version")
                  .mapTo(Integer.class)
                  .one();
          Optional<String> script;
          while ((script = script(dialect, version + 1)).isPresent()) {
            run(tx, script.get());
            version++;
            tx.execute("insert into schema_version (version) values (?)", version);
          }
          int known = newest(dialect);
          if (version > known) {
            throw new StoreException(
                ("the database has schema %d, this release knows %d: start the release that wrote"
                        + " it, or a later one")
                    .formatted(version, known));
          }
        });
  }

  /** As they are written: a function's text is not for whoever looks for named values. */
  private static void run(Handle tx, String script) {
    try (Statement statement = tx.getConnection().createStatement()) {
      for (String each : statements(script)) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new StoreException("the schema cannot be brought up to date: " + e.getMessage(), e);
    }
  }

  private static int newest(Dialect dialect) {
    int version = 0;
    while (script(dialect, version + 1).isPresent()) {
      version++;
    }
    return version;
  }

  private static Optional<String> script(Dialect dialect, int version) {
    String name = String.format(Locale.ROOT, "/db/%s/%03d.sql", dialect.folder(), version);
    try (InputStream in = Schema.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Statements are paragraphs: a trigger has semicolons of its own. */
  private static List<String> statements(String script) {
    return Stream.of(script.split("\\n\\s*\\n"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }
}
