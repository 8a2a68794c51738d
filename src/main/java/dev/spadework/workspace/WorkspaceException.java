package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
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

  private final String what;
  private final String next;
  private final Blame blame;
  private final boolean temporary;
  private final transient Optional<Duration> retryAfter;

  private WorkspaceException(
      String what,
      String next,
      Blame blame,
      boolean temporary,
      Optional<Duration> retryAfter,
      @Nullable Throwable cause) {
    super(next.isEmpty() ? what : what + "; " + next, cause);
    this.what = what;
    this.next = next;
    this.blame = blame;
    this.temporary = temporary;
    this.retryAfter = retryAfter;
  }

  static WorkspaceException person(String line) {
    return person(line, "");
  }

  /** What was refused, and how somebody can mend it; the message says both. */
  static WorkspaceException person(String what, String next) {
    return new WorkspaceException(what, next, Blame.PERSON, false, Optional.empty(), null);
  }

  static WorkspaceException temporary(String line) {
    return temporary(line, Optional.empty());
  }

  static WorkspaceException temporary(String line, Optional<Duration> retryAfter) {
    return new WorkspaceException(line, "", Blame.WORLD, true, retryAfter, null);
  }

  /** The disk is full or does not do what it should; room may be made on it. */
  static WorkspaceException disk(String line, Throwable cause) {
    return new WorkspaceException(line, "", Blame.WORLD, true, Optional.empty(), cause);
  }

  /** What the system says went wrong, without the names of classes where it says more. */
  static String reason(IOException e) {
    if (e instanceof FileSystemException told && told.getReason() != null) {
      return told.getFile() + ": " + told.getReason();
    }
    return e.getClass() == IOException.class && e.getMessage() != null
        ? e.getMessage()
        : e.toString();
  }

  /** The message without the way to mend it. */
  public String what() {
    return what;
  }

  /** How a person can mend it; may be empty. */
  public String next() {
    return next;
  }

  /** Who can mend it. */
  public Blame blame() {
    return blame;
  }

  /** Whether trying the same again later may help. */
  public boolean temporary() {
    return temporary;
  }

  /** How long the server asked us to wait. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
