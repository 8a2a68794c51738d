package dev.spadework.sandbox;

/**
 * What the policy says of a command.
 *
 * @param action what is to be done with it
 * @param reason why, as half a sentence for people; empty when it is allowed
 */
public record Verdict(Action action, String reason) {
  static final Verdict ALLOWED = new Verdict(Action.ALLOW, "");

  /** From the mildest to the strictest. */
  public enum Action {
    /** Run it. */
    ALLOW,
    /** Ask a person first, and show the exact command. */
    ASK,
    /** Refuse it, whoever asks. */
    NEVER
  }

  static Verdict ask(String reason) {
    return new Verdict(Action.ASK, reason);
  }

  /** The stricter of two; of equals, this one. */
  Verdict or(Verdict other) {
    return other.action.compareTo(action) > 0 ? other : this;
  }
}
