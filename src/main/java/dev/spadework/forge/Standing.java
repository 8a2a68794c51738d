package dev.spadework.forge;

/**
 * How a pull request stands.
 *
 * @param by who reviewed it, or who merged or closed it, by the forge's names; empty when nobody is
 *     known
 */
public record Standing(State state, Review review, Checks checks, String by) {

  /** What became of it. */
  public enum State {
    OPEN,
    MERGED,
    CLOSED
  }

  /** What its reviewers say; one who wants changes outweighs those who approve. */
  public enum Review {
    NONE,
    APPROVED,
    CHANGES_REQUESTED
  }

  /** How the checks of its newest commit stand. */
  public enum Checks {
    NONE,
    RUNNING,
    FAILED,
    PASSED,
    /** They wait for somebody to allow them ({@code action_required}). */
    HELD,
    /** The token may not see them. */
    UNSEEN
  }

  static Standing of(State state) {
    return new Standing(state, Review.NONE, Checks.NONE, "");
  }
}
