package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Gates;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The questions of a task that were answered, or that its end took away. */
record ClosedGates(Journal journal, Asking asking) {

  /** The gates that are not open any more. */
  List<Gate> of(Task task) {
    List<Gate> closed = new ArrayList<>();
    task.gates().settled().forEach(settled -> closed.add(settled.gate()));
    if (task.ending().isPresent()) {
      journal.entries(task.id()).stream()
          .map(Entry::event)
          .filter(TaskEvent.GateOpened.class::isInstance)
          .map(event -> ((TaskEvent.GateOpened) event).gate())
          .filter(gate -> task.gates().byId(gate.id()).isEmpty())
          .forEach(closed::add);
    }
    return closed;
  }

  /** How its message reads now. */
  Face face(Task task, Gate gate) {
    List<Entry> entries = journal.entries(task.id());
    return task.gates()
        .byId(gate.id())
        .map(Gates.Settled::decided)
        .map(decided -> asking.decided(gate, decided, at(entries, decided)))
        .orElseGet(() -> asking.dropped(gate, task.ending().orElseThrow(), endedAt(entries)));
  }

  private static Instant at(List<Entry> entries, TaskEvent event) {
    return entries.stream().filter(e -> e.event().equals(event)).findFirst().orElseThrow().at();
  }

  private static Instant endedAt(List<Entry> entries) {
    return entries.stream()
        .filter(
            entry ->
                entry.event() instanceof TaskEvent.Cancelled
                    || entry.event() instanceof TaskEvent.GaveUp
                    || entry.event() instanceof DeliveryEvent.PullRequestOpened)
        .findFirst()
        .map(Entry::at)
        .orElseThrow();
  }
}
