package dev.spadework;

import dev.spadework.journal.Journal;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Solution;
import dev.spadework.report.ProofWords;
import dev.spadework.task.Aside;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes the pages of the memory anew at each approval of a person: a lesson that was kept or
 * dropped, a gate that was approved, a pull request that was merged.
 */
final class MemoryPages {
  /** Older ones are in the pull requests. */
  private static final Duration SHOWN = Duration.ofDays(365);

  private static final int MOST = 300;

  private final Journal journal;
  private final Memory memory;
  private final Clock clock;
  private final FailurePage failures;

  MemoryPages(Journal journal, Memory memory, Clock clock) {
    this.journal = journal;
    this.memory = memory;
    this.clock = clock;
    this.failures = new FailurePage(journal, memory);
  }

  Following following() {
    return new Following(journal, "memory-pages", MemoryPages::concerns, some -> write());
  }

  static boolean concerns(Entry entry) {
    TaskEvent event = entry.event();
    return event instanceof Aside.LessonSettled
        || event instanceof TaskEvent.Decided decided && decided.choice() == Choice.APPROVE
        || event instanceof DeliveryEvent.PullRequestSeen seen && seen.state() == PullState.MERGED;
  }

  void write() {
    failures.write();
    memory.writeLessons();
    memory.writeNotes();
    memory.writeSolutions(
        journal.tasks().settledSince(clock.instant().minus(SHOWN)).stream()
            .filter(
                task ->
                    task.delivery()
                        .pull()
                        .filter(seen -> seen.state() == PullState.MERGED)
                        .isPresent())
            .sorted((one, other) -> other.at().compareTo(one.at()))
            .limit(MOST)
            .map(this::solution)
            .toList());
  }

  private Solution solution(Task task) {
    Optional<Entry> merged =
        journal.entries(task.id()).stream()
            .filter(
                entry ->
                    entry.event() instanceof DeliveryEvent.PullRequestSeen seen
                        && seen.state() == PullState.MERGED)
            .findFirst();
    return new Solution(
        task.id(),
        task.request().repo(),
        merged.map(Entry::at).orElse(task.at()),
        task.request().text(),
        task.delivery().pullRequest().map(DeliveryEvent.PullRequestOpened::url).orElse(""),
        task.delivery().commit().map(DeliveryEvent.Committed::commit).orElse(""),
        task.delivery().finished().stream()
            .flatMap(done -> done.changes().stream())
            .map(DeliveryEvent.ChangedFile::path)
            .toList(),
        ProofWords.verdict(task).orElse(""),
        task.delivery().pull().map(DeliveryEvent.PullRequestSeen::by).orElse(""));
  }
}
