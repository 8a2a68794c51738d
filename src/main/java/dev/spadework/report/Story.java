package dev.spadework.report;

import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A task with its record, for what the fold does not keep: when things happened.
 *
 * @param entries all of it, oldest first
 */
public record Story(Task task, List<Entry> entries) {
  private static final Set<Choice> SENT_BACK =
      Set.of(Choice.RETRY_WITH_HINT, Choice.CHANGE_PLAN, Choice.ANSWER);

  /** A copy of the list. */
  public Story {
    entries = List.copyOf(entries);
  }

  /** The task as its record tells it. */
  public static Story of(List<Entry> entries) {
    return new Story(Task.of(entries), entries);
  }

  /** How it stood at a time; empty before it was asked for. */
  Optional<Story> asOf(Instant at) {
    List<Entry> then = entries.stream().filter(entry -> !entry.at().isAfter(at)).toList();
    if (then.size() == entries.size()) {
      return Optional.of(this);
    }
    return then.isEmpty() ? Optional.empty() : Optional.of(of(then));
  }

  /** When it began to wait for a person. */
  Optional<Instant> askedAt(String gate) {
    return at(e -> e instanceof TaskEvent.GateOpened opened && opened.gate().id().equals(gate));
  }

  Optional<Instant> openedAt() {
    return at(DeliveryEvent.PullRequestOpened.class::isInstance);
  }

  /** When the pull request was first seen so. */
  Optional<Instant> seenAt(PullState state) {
    return at(e -> e instanceof DeliveryEvent.PullRequestSeen seen && seen.state() == state);
  }

  /** When it ended. */
  Optional<Instant> endedAt() {
    return at(e ->
            e instanceof TaskEvent.Cancelled
                || e instanceof TaskEvent.GaveUp
                || e instanceof DeliveryEvent.PullRequestOpened)
        .or(this::decidedAt)
        .filter(at -> task.ending().isPresent());
  }

  /** When the last decision was made: a rejection ends a task by one. */
  private Optional<Instant> decidedAt() {
    return entries.stream()
        .filter(entry -> entry.event() instanceof TaskEvent.Decided)
        .map(Entry::at)
        .reduce((a, b) -> b);
  }

  /** When this was decided. */
  Optional<Instant> at(TaskEvent event) {
    return at(event::equals);
  }

  /** How often the agent set out: once, and again each time that a person sent it back. */
  int rounds() {
    return 1
        + (int)
            task.gates().settled().stream()
                .filter(settled -> SENT_BACK.contains(settled.decided().choice()))
                .count();
  }

  private Optional<Instant> at(Predicate<TaskEvent> fits) {
    return entries.stream().filter(entry -> fits.test(entry.event())).map(Entry::at).findFirst();
  }
}
