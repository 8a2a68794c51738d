package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.report.Story;
import dev.spadework.task.Task;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The tasks that a list is made of. */
final class Stories {
  private static final int RECENT = 200;
  private static final int OWN = 10;

  private final Journal journal;

  Stories(Journal journal) {
    this.journal = journal;
  }

  /** What is not over, and what has ended since a time. */
  List<Story> since(Instant time) {
    return stories(
        Stream.of(
            journal.tasks().alive(),
            journal.tasks().delivered(),
            journal.tasks().settledSince(time)));
  }

  /** What is not over, and what one person asked for last. */
  List<Story> of(String person) {
    Stream<Task> own =
        journal.tasks().recent(RECENT).stream()
            .filter(task -> task.request().by().equals(person))
            .filter(task -> task.delivery().pullRequest().isPresent())
            .limit(OWN);
    return stories(Stream.of(journal.tasks().alive(), own.toList()));
  }

  private List<Story> stories(Stream<List<Task>> lists) {
    Set<String> ids = new LinkedHashSet<>();
    lists.forEach(list -> list.forEach(task -> ids.add(task.id())));
    return ids.stream().map(id -> Story.of(journal.entries(id))).toList();
  }
}
