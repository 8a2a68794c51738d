package dev.spadework.task;

import java.util.List;

/** What becomes of a task that reads a log. Nothing of it changes a tree. */
public sealed interface LogEvent extends TaskEvent {
  /**
   * The log was read to its end, and its lines are sorted by kind.
   *
   * @param sources what was read, and what could not be
   * @param lines of all of them
   * @param kinds how many there are
   * @param clusters the kinds that matter most, errors first, as many as are kept
   * @param proposed numbers of the kinds that a task is proposed for, from 1, in their order
   * @param dismissed kinds that people want no task for, met or not
   * @param dropped how many of them were met
   * @param underway tasks that see to a kind already
   * @param digest what a model is shown: never more than 3,000 characters
   * @param marks how far configured files have been read
   */
  record LogsRead(
      List<LogScan.Source> sources,
      long lines,
      int kinds,
      List<LogScan.Cluster> clusters,
      List<Integer> proposed,
      List<LogScan.Mark> dismissed,
      int dropped,
      List<LogScan.Underway> underway,
      String digest,
      List<LogScan.Position> marks)
      implements LogEvent {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.logs = task.logs().read(this)).settled();
    }
  }

  /**
   * The report is complete; the task has done all it was asked for.
   *
   * @param proposals the tasks that are proposed
   * @param refused what a model said and could not be used, a line each; untrusted
   */
  record LogsReported(List<LogScan.Proposal> proposals, List<String> refused) implements LogEvent {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.logs = task.logs().reported(this))
          .settled()
          .ended(new Ending(Ending.Kind.DONE, Ending.Blame.NOBODY, "", "", ""));
    }
  }

  /** Somebody wants a proposed task, by its number from 1. */
  record ProposalStarted(int proposal, String by) implements LogEvent {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.logs = task.logs().started(proposal, by));
    }
  }

  /** There is a task for a proposal. */
  record ProposalOpened(int proposal, String task) implements LogEvent {
    @Override
    public Task after(Task before) {
      return before.with(copy -> copy.logs = before.logs().opened(proposal, task));
    }
  }

  /** Somebody wants no task for this kind of lines, now or later. */
  record ProposalDismissed(int proposal, String by) implements LogEvent {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.logs = task.logs().dismissed(proposal, by));
    }
  }
}
