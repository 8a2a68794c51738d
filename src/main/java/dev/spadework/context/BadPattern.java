package dev.spadework.context;

/** A search that cannot be run as asked. Its message is one line and says how to mend it. */
public final class BadPattern extends Exception {
  private static final long serialVersionUID = 1L;

  BadPattern(String message) {
    super(message);
  }
}
