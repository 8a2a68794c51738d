package dev.spadework.journal;

/** The task is not ours any more: it ended, waits for a person, or another worker has it. */
public final class ClaimLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClaimLost(Claim claim) {
    super("the claim on " + claim.task() + " is gone");
  }
}
