package dev.spadework.task;

/** What a task needs next. */
public sealed interface Next {
  /** Nothing, until a person decides or for ever. */
  record Rest() implements Next {}

  /** Pin the base, check that a push would be allowed, make tree and sandbox. */
  record Prepare() implements Next {}

  /** Run the tests on the untouched base. */
  record Baseline() implements Next {}

  /** Ask the planner. */
  record MakePlan() implements Next {}

  /** Ask the model for its next reply. */
  record Think() implements Next {}

  /**
   * Run a tool call.
   *
   * @param begun whether it was started before and cut off, or waits for a decision
   */
  record Run(Call call, boolean begun) implements Next {}

  /** Read the log that is asked about, and sort its lines by kind. */
  record ReadLogs() implements Next {}

  /**
   * Report what was found in the log.
   *
   * @param worded whether a model may be asked to put the proposals into words
   */
  record ReportLogs(boolean worded) implements Next {}

  /** Open a gate. */
  record Ask(Gate.Kind kind, String subject) implements Next {}

  /** Take the finished change one stage further. */
  record Deliver(Stage stage) implements Next {}

  /** The stages between a finished change and its pull request. */
  enum Stage {
    /** A person wants what there is: close the work without the model. */
    WRAP_UP,
    SUMMARISE,
    COMMIT,
    PUSH,
    OPEN
  }
}
