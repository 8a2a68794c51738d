package dev.spadework.store;

/** The database could not do what it was asked; the message is one line. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Fate fate;

  /** What became of what was asked, and whether it is worth asking again. */
  public enum Fate {
    /** It is refused whenever it is asked. */
    REFUSED,
    /** Nothing was done, and it may be done later: locked, full, no connection to be had. */
    NOT_NOW,
    /** The connection broke: it may have been done. */
    UNKNOWN
  }

  StoreException(String message) {
    super(message);
    this.fate = Fate.REFUSED;
  }

  StoreException(String message, Throwable cause) {
    this(message, cause, Fate.REFUSED);
  }

  StoreException(String message, Throwable cause, Fate fate) {
    super(message, cause);
    this.fate = fate;
  }

  /** What became of what was asked. */
  public Fate fate() {
    return fate;
  }
}
