package dev.spadework.store;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The database: one SQLite file, or a PostgreSQL for many processes. Safe for use by many threads.
 *
 * <p>On both, writes happen one after the other, over all processes: what a write has read is still
 * so when it is committed. Reads see one snapshot and wait for no writer.
 *
 * <p>A transaction must not be opened inside another one: hand the {@link Tx} on instead.
 */
public final class Store implements AutoCloseable {
  private final Database database;

  Store(Database database) {
    this.database = database;
  }

  /** The same as {@link #open(Address)} for an address that needs no user. */
  public static Store open(String url) {
    return open(Address.of(url, "", ""));
  }

  /**
   * Opens the database, makes the file if it is missing, and brings its schema up to date.
   *
   * @throws StoreException if the database cannot be opened, or a newer release has written it
   */
  public static Store open(Address address) {
    return new Store(
        address.isFile() ? SqliteDatabase.open(address) : PostgresDatabase.open(address));
  }

  /**
   * Runs the work in one transaction, alone over all processes. Everything is undone if it throws.
   * When it returns, what was written is on the disk.
   *
   * <p>Writes that wait at the same time share a commit, each undone by itself if it throws. The
   * work may run on another writer's thread, so it must not want a lock that its caller holds.
   *
   * @throws DuplicateKey if a unique column refused a row
   */
  public <T> T write(Function<Tx, T> work) {
    return database.write(work);
  }

  /**
   * The same for work that most often knows what is there. Where each question costs a message it
   * is tried first without one, together with others of its kind.
   *
   * @param blind does the same by nothing but {@link Tx#later}; statements that fail, or are made
   *     to fail, unless all is as expected. Then it is undone as if it had not been called
   * @param work does it whatever is there
   */
  public <T> T write(Function<Tx, T> blind, Function<Tx, T> work) {
    return database.write(blind, work);
  }

  /**
   * The same for what may as well not have happened: the disk is not waited for. It is there with
   * the next {@link #write} of anybody, or within moments. Until then a power cut undoes it,
   * together with everything after it; the end of this process does not.
   */
  public <T> T lightly(Function<Tx, T> work) {
    return database.lightly(work);
  }

  /**
   * As lightly, and where the database can, beside other writes. Only for one row by its key,
   * whatever is in it: nothing that is read before, and never an entry of the record, whose
   * positions have to become visible in their order.
   *
   * @throws DuplicateKey if a unique column refused a row
   */
  public <T> T beside(Function<Tx, T> work) {
    return database.beside(work);
  }

  /** Runs the work on one consistent snapshot. */
  public <T> T read(Function<Tx, T> work) {
    return database.read(work);
  }

  /** Whether {@link #onNotice} is called at all. */
  public boolean tells() {
    return database.tells();
  }

  /**
   * Called for each entry that another process appended, with its task and version, on a thread of
   * this room. A notice may be lost: it only shortens waits.
   */
  public void onNotice(Consumer<String> listener) {
    database.onNotice(listener);
  }

  /**
   * Writes what the database holds now into a new file, which is itself a database, while others go
   * on reading and writing.
   *
   * @throws StoreException if the file is there already or cannot be written, or this is no SQLite
   */
  public void backup(Path file) {
    database.backup(file);
  }

  @Override
  public void close() {
    database.close();
  }
}
