package dev.spadework.store;

import java.nio.file.Path;

/** The two kinds of database, for tests that hold on both. */
public enum DatabaseKind {
  SQLITE {
    @Override
    public String url(Path folder, String name) {
      return "jdbc:sqlite:" + folder.resolve(name + ".db");
    }
  },
  POSTGRESQL {
    @Override
    public String url(Path folder, String name) {
      return PostgresServer.url(folder, name);
    }
  };

  /** A database of this folder, empty at first; the same one for the same name. */
  public abstract String url(Path folder, String name);

  /** The one that goes by our own name. */
  public String url(Path folder) {
    return url(folder, "spadework");
  }
}
