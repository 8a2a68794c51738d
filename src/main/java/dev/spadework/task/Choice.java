package dev.spadework.task;

/** What a person can decide at a gate; the labels are what the buttons say. */
public enum Choice {
  APPROVE("Approve", false),
  REJECT("Reject", false),
  RETRY_WITH_HINT("Retry with a hint", true),
  OPEN_AS_DRAFT("Open as draft anyway", false),
  CHANGE_PLAN("Change the plan", true),
  STOP("Stop", false),
  CONTINUE("Continue", false),
  START_ALL("Start all in order", false),
  AS_ONE("Do it as one anyway", false),
  /** A reply in the person's own words, or one of the options that the question offered. */
  ANSWER("Answer", true);

  private final String label;
  private final boolean needsText;

  Choice(String label, boolean needsText) {
    this.label = label;
    this.needsText = needsText;
  }

  public String label() {
    return label;
  }

  /** Whether the choice decides only once its text has arrived. */
  public boolean needsText() {
    return needsText;
  }
}
