package dev.spadework.task;

import java.util.Optional;

/**
 * How far the finished change has come.
 *
 * @param draft whether a person wants it as a draft, red or not
 * @param pull how the pull request stood when the forge was asked last
 */
public record Delivery(
    Optional<DeliveryEvent.Finished> finished,
    Optional<DeliveryEvent.Summarised> summary,
    Optional<DeliveryEvent.Committed> commit,
    boolean pushed,
    Optional<DeliveryEvent.PullRequestOpened> pullRequest,
    boolean draft,
    Optional<DeliveryEvent.PullRequestSeen> pull) {
  static final Delivery NONE =
      new Delivery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          false,
          Optional.empty());

  Delivery finished(DeliveryEvent.Finished event) {
    return new Delivery(Optional.of(event), summary, commit, pushed, pullRequest, draft, pull);
  }

  Delivery summarised(DeliveryEvent.Summarised event) {
    return new Delivery(finished, Optional.of(event), commit, pushed, pullRequest, draft, pull);
  }

  Delivery committed(DeliveryEvent.Committed event) {
    return new Delivery(finished, summary, Optional.of(event), pushed, pullRequest, draft, pull);
  }

  Delivery withPushed() {
    return new Delivery(finished, summary, commit, true, pullRequest, draft, pull);
  }

  Delivery opened(DeliveryEvent.PullRequestOpened event) {
    return new Delivery(finished, summary, commit, pushed, Optional.of(event), draft, pull);
  }

  Delivery asDraft() {
    return new Delivery(finished, summary, commit, pushed, pullRequest, true, pull);
  }

  Delivery seen(DeliveryEvent.PullRequestSeen now) {
    return new Delivery(finished, summary, commit, pushed, pullRequest, draft, Optional.of(now));
  }

  /** A person spoke before the commit: back to work. Afterwards it is too late. */
  Delivery interrupted() {
    return interruptible() ? NONE : this;
  }

  boolean interruptible() {
    return commit.isEmpty() && !draft;
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
