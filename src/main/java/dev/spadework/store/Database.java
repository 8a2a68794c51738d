package dev.spadework.store;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the two kinds of database have to be able to do; {@link Store} says what it means. */
interface Database extends AutoCloseable {
  <T> T write(Function<Tx, T> work);

  /** One that looks first does no less. */
  default <T> T write(Function<Tx, T> blind, Function<Tx, T> work) {
    return write(work);
  }

  /** One that waits for the disk does no less. */
  default <T> T lightly(Function<Tx, T> work) {
    return write(work);
  }

  <T> T beside(Function<Tx, T> work);

  <T> T read(Function<Tx, T> work);

  /** Whether appends of other processes are told. */
  boolean tells();

  void onNotice(Consumer<String> listener);

  void backup(Path file);

  @Override
  void close();
}
