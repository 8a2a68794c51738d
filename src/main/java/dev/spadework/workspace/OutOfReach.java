package dev.spadework.workspace;

/** A file of a work tree that cannot be had. The message says why, for whoever asked for it. */
public final class OutOfReach extends Exception {
  private static final long serialVersionUID = 1L;

  OutOfReach(String message) {
    super(message);
  }

  static OutOfReach missing(String path) {
    return new OutOfReach(
        "There is no file " + path + ". Use search, or read the file tree above.");
  }
}
