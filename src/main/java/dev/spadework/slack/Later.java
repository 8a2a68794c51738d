package dev.spadework.slack;

/**
 * An event that cannot be taken in now and has to come again. Thrown, because Bolt acknowledges an
 * event whose handler answers anything but 200.
 */
final class Later extends RuntimeException {
  private static final long serialVersionUID = 1;

  Later(Away cause) {
    super(cause);
  }
}
