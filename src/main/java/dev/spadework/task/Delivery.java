package dev.spadework.task;

import java.util.Optional;

/**
 * How far the finished change has come.
 *
 * @param draft whether a person wants it as a draft, red or not
 */
public record Delivery(
    Optional<TaskEvent.Finished> finished,
    Optional<TaskEvent.Summarised> summary,
    Optional<TaskEvent.Committed> commit,
    boolean pushed,
    Optional<TaskEvent.PullRequestOpened> pullRequest,
    boolean draft) {
  static final Delivery NONE =
      new Delivery(
          Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), false);

  Delivery finished(TaskEvent.Finished event) {
    return new Delivery(Optional.of(event), summary, commit, pushed, pullRequest, draft);
  }

  Delivery summarised(TaskEvent.Summarised event) {
    return new Delivery(finished, Optional.of(event), commit, pushed, pullRequest, draft);
  }

  Delivery committed(TaskEvent.Committed event) {
    return new Delivery(finished, summary, Optional.of(event), pushed, pullRequest, draft);
  }

  Delivery withPushed() {
    return new Delivery(finished, summary, commit, true, pullRequest, draft);
  }

  Delivery opened(TaskEvent.PullRequestOpened event) {
    return new Delivery(finished, summary, commit, pushed, Optional.of(event), draft);
  }

  Delivery asDraft() {
    return new Delivery(finished, summary, commit, pushed, pullRequest, true);
  }

  /** A person spoke before the commit: back to work. Afterwards it is too late. */
  Delivery interrupted() {
    return commit.isPresent() || draft ? this : NONE;
  }

  boolean begun() {
    return finished.isPresent() || draft;
  }

  Next.Stage stage() {
    if (finished.isEmpty()) {
      return Next.Stage.WRAP_UP;
    }
    if (summary.isEmpty()) {
      return Next.Stage.SUMMARISE;
    }
    if (commit.isEmpty()) {
      return Next.Stage.COMMIT;
    }
    return pushed ? Next.Stage.OPEN : Next.Stage.PUSH;
  }
}
