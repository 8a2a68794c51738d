package dev.spadework.llm;

import java.time.Duration;
import java.util.Optional;

/**
 * A call that brought no reply. The message is one line for people; it names the model and never
 * holds a key.
 */
public final class ModelException extends Exception {
  /** What went wrong. */
  public enum Kind {
    /** Too many calls; see {@link ModelException#retryAfter()}. */
    RATE_LIMITED(true),
    /** The quota or the money at the provider is used up. */
    QUOTA(false),
    /** The provider cannot be reached, is overloaded or broke off. */
    UNAVAILABLE(true),
    /** No whole answer within the deadline. It may have been billed. */
    TIMEOUT(true),
    /** The key is missing, wrong or may not do this. */
    UNAUTHORISED(false),
    /** The provider refuses the request as it is. */
    BAD_REQUEST(false),
    /** The prompt is longer than the model can take. */
    TOO_LONG(false),
    /** The provider's filter refuses the request before any model has seen it. */
    FILTERED(false),
    /** The provider has no such model at this address. */
    UNKNOWN_MODEL(false),
    /** An answer that is not the provider's protocol. */
    BAD_REPLY(true);

    private final boolean temporary;

    Kind(boolean temporary) {
      this.temporary = temporary;
    }
  }

  private final Kind kind;
  private final String mend;
  private final transient Optional<Duration> retryAfter;

  ModelException(Kind kind, String message, String mend, Optional<Duration> retryAfter) {
    super(message);
    this.kind = kind;
    this.mend = mend;
    this.retryAfter = retryAfter;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** What somebody can do about it, in words for people. */
  public String mend() {
    return mend;
  }

  /** How long the provider asks to wait, where it says so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Whether the same request may succeed later, without anybody doing anything. */
  public boolean temporary() {
    return kind.temporary;
  }
}
