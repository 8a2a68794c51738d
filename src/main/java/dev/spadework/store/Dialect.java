package dev.spadework.store;

/** Where the two databases want other words. */
enum Dialect {
  SQLITE("sqlite"),
  POSTGRESQL("postgresql");

  private final String folder;

  Dialect(String folder) {
    this.folder = folder;
  }

  /** Where in {@code db/} the numbered files are. */
  String folder() {
    return folder;
  }

  /** PostgreSQL keeps no NUL in a text; it is shown as what cannot be shown. */
  Object bound(Object value) {
    return this == POSTGRESQL && value instanceof String text && text.indexOf('\0') >= 0
        ? text.replace('\0', '\ufffd')
        : value;
  }
}
