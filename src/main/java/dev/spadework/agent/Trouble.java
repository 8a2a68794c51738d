package dev.spadework.agent;

import dev.spadework.task.Ending.Blame;
import java.time.Duration;
import java.util.Optional;

/** A step could not be done, and whose fault that is. Mapped to events in one place, the worker. */
public final class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final Blame blame;
  private final String next;
  private final boolean temporary;
  private final transient Optional<Duration> retryAfter;

  private Trouble(
      Blame blame, String message, String next, boolean temporary, Optional<Duration> retryAfter) {
    super(message);
    this.blame = blame;
    this.next = next;
    this.temporary = temporary;
    this.retryAfter = retryAfter;
  }

  /** Something outside does not answer now; trying again may help. */
  static Trouble passing(String message, Optional<Duration> retryAfter) {
    return new Trouble(Blame.WORLD, message, "", true, retryAfter);
  }

  /** Something outside refuses; somebody has to mend it. */
  static Trouble world(String message, String next) {
    return new Trouble(Blame.WORLD, message, next, false, Optional.empty());
  }

  /** The request cannot be done as it was asked. */
  static Trouble person(String message, String next) {
    return new Trouble(Blame.PERSON, message, next, false, Optional.empty());
  }

  public Blame blame() {
    return blame;
  }

  /** What a person can do about it; may be empty. */
  public String next() {
    return next;
  }

  /** Whether the same step may succeed later by itself. */
  public boolean temporary() {
    return temporary;
  }

  /** How long the other side asked us to wait. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
