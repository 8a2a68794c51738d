package dev.spadework.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Brings the schema up to date from the numbered files in {@code db/}. A file that was released is
 * never changed; a change is the next number.
 */
final class Schema {
  private Schema() {}

  static void update(Handle handle) {
    handle.useTransaction(
        tx -> {
          tx.execute("create table if not exists schema_version (version integer not null)");
          int version =
              tx.createQuery("select coalesce(max(version), 0) from schema_version")
                  .mapTo(Integer.class)
                  .one();
          Optional<String> script;
          while ((script = script(version + 1)).isPresent()) {
            statements(script.get()).forEach(tx::execute);
            version++;
            tx.execute("insert into schema_version (version) values (?)", version);
          }
          int known = newest();
          if (version > known) {
            throw new StoreException(
                ("the database has schema %d, this release knows %d: start the release that wrote"
                        + " it, or a later one")
                    .formatted(version, known));
          }
        });
  }

  private static int newest() {
    int version = 0;
    while (script(version + 1).isPresent()) {
      version++;
    }
    return version;
  }

  private static Optional<String> script(int version) {
    String name = String.format(Locale.ROOT, "/db/sqlite/%03d.sql", version);
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
