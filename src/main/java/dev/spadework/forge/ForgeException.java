package dev.spadework.forge;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A forge that refused or could not be reached. The message is one clear line without secrets. */
public final class ForgeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean temporary;
  private final transient Optional<Duration> retryAfter;

  ForgeException(
      String line, boolean temporary, Optional<Duration> retryAfter, @Nullable Throwable cause) {
    super(line, cause);
    this.temporary = temporary;
    this.retryAfter = retryAfter;
  }

  static ForgeException permanent(String line) {
    return new ForgeException(line, false, Optional.empty(), null);
  }

  /** Whether trying the same again later may help. */
  public boolean temporary() {
    return temporary;
  }

  /** How long the forge asks to be left alone, if it said so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
