package dev.spadework.store;

/** A unique column already has this value: somebody was first. */
public final class DuplicateKey extends StoreException {
  private static final long serialVersionUID = 1L;

  DuplicateKey(Throwable cause) {
    super("a row with this key is there already", cause);
  }
}
