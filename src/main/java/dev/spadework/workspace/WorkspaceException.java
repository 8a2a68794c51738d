package dev.spadework.workspace;

import org.jspecify.annotations.Nullable;

/** Git work that could not be done. The message is one clear line without secrets. */
public final class WorkspaceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Who can mend it. */
  public enum Blame {
    /** Somebody has to change a setting, a right or the repository. */
    PERSON,
    /** A network, a disk or a server. */
    WORLD
  }

  private final Blame blame;
  private final boolean temporary;

  private WorkspaceException(
      String line, Blame blame, boolean temporary, @Nullable Throwable cause) {
    super(line, cause);
    this.blame = blame;
    this.temporary = temporary;
  }

  static WorkspaceException person(String line) {
    return new WorkspaceException(line, Blame.PERSON, false, null);
  }

  static WorkspaceException temporary(String line) {
    return new WorkspaceException(line, Blame.WORLD, true, null);
  }

  static WorkspaceException disk(String line, Throwable cause) {
    return new WorkspaceException(line, Blame.WORLD, false, cause);
  }

  /** Who can mend it. */
  public Blame blame() {
    return blame;
  }

  /** Whether trying the same again later may help. */
  public boolean temporary() {
    return temporary;
  }
}
