package dev.spadework.task;

import java.util.List;

/** How the finished change leaves the house, and what becomes of it there. */
public sealed interface DeliveryEvent extends TaskEvent {
  /** The agent says that it is done; the summary has a line for each changed path. */
  record Finished(String summary, List<ChangedFile> changes, List<String> risks, String tree)
      implements DeliveryEvent {
    @Override
    public Task after(Task task) {
      return task.withDelivery(task.delivery().finished(this));
    }
  }

  /** One changed path and what changed there. */
  record ChangedFile(String path, String what, int added, int deleted) {}

  /** Title and opening words of the pull request. */
  record Summarised(String title, String text) implements DeliveryEvent {
    @Override
    public Task after(Task task) {
      return task.withDelivery(task.delivery().summarised(this));
    }
  }

  /** The commit that will be pushed. */
  record Committed(String commit, String tree, String branch) implements DeliveryEvent {
    @Override
    public Task after(Task task) {
      return task.withDelivery(task.delivery().committed(this)).settled();
    }
  }

  /** The remote named this commit when it was asked after the push. */
  record Pushed(String commit, String branch) implements DeliveryEvent {
    @Override
    public Task after(Task task) {
      return task.withDelivery(task.delivery().withPushed()).settled();
    }
  }

  /** The pull request is there, or for a local run the branch is. */
  record PullRequestOpened(String repo, int number, String url, String title, boolean draft)
      implements DeliveryEvent {
    @Override
    public Task after(Task task) {
      return task.withDelivery(task.delivery().opened(this))
          .ended(new Ending(Ending.Kind.DONE, Ending.Blame.NOBODY, "", "", ""));
    }
  }

  /**
   * The forge was asked how the pull request stands.
   *
   * @param review who stands where: {@code approved}, {@code changes requested}; empty: no review
   * @param checks {@code running}, {@code failed}, {@code passed}, {@code held} for those that wait
   *     for somebody to allow them, {@code unseen} where the token may not look; empty: none
   * @param by who reviewed, merged or closed it, by the forge's name; may be empty
   */
  record PullRequestSeen(PullState state, String review, String checks, String by)
      implements DeliveryEvent {
    @Override
    public Task after(Task task) {
      return task.withDelivery(task.delivery().seen(this));
    }
  }

  /** What became of a pull request. */
  enum PullState {
    OPEN,
    MERGED,
    CLOSED
  }
}
