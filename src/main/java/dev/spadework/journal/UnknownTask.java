package dev.spadework.journal;

/** There is no such task. */
public final class UnknownTask extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownTask(String id) {
    super("there is no task " + id);
  }
}
