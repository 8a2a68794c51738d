package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.task.Aside;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Gates;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the messages about a task's questions are to show now. */
final class GateCards {
  private final Journal journal;
  private final Asking asking;

  GateCards(Journal journal, Asking asking) {
    this.journal = journal;
    this.asking = asking;
  }

  /** Whether a message is still to be posted, and what of it changes later. */
  enum Life {
    /** A question with live buttons. */
    OPEN,
    /** A reminder: posted once, never edited. */
    ONCE,
    /** A question that is settled: edited, and not posted any more. */
    CLOSED
  }

  /**
   * One message.
   *
   * @param content what it is compared by; cheaper to make than the face
   */
  record Wanted(String message, Life life, String content, Supplier<Face> face) {}

  /** The messages, the most urgent first. */
  List<Wanted> of(Task task) {
    List<Wanted> wanted = new ArrayList<>();
    task.gates().open().ifPresent(gate -> wanted.addAll(open(task, gate)));
    for (Gates.Settled settled : task.gates().settled()) {
      Gate gate = settled.gate();
      String reason =
          Optional.ofNullable(task.asides().reasons().get(gate.id()))
              .map(Aside.Reasoned::text)
              .orElse("");
      wanted.add(
          new Wanted(
              Messages.gate(gate.id()),
              Life.CLOSED,
              "decided " + reason,
              () -> asking.decided(task, settled, journal.entries(task.id()))));
    }
    if (task.ending().isPresent()) {
      wanted.addAll(dropped(task));
    }
    return wanted;
  }

  private List<Wanted> open(Task task, Gate gate) {
    boolean reminded = task.asides().reminded().contains(gate.id());
    boolean parked = task.asides().parked().contains(gate.id());
    String content =
        gate.hash()
            + (reminded ? " reminded" : "")
            + (parked ? " parked" : "")
            + (gate.kind() == Gate.Kind.SIZE ? task.asides().parting().toString() : "");
    Supplier<Waits> waits = () -> Waits.of(gate.id(), journal.entries(task.id()));
    List<Wanted> wanted = new ArrayList<>();
    wanted.add(
        new Wanted(
            Messages.gate(gate.id()),
            Life.OPEN,
            content,
            () -> asking.open(task, gate, waits.get())));
    if (reminded) {
      wanted.add(
          new Wanted(
              Messages.reminder(gate.id()),
              Life.ONCE,
              "reminded",
              () -> asking.reminder(task, gate, waits.get())));
    }
    return wanted;
  }

  /** The questions that the task ended without. */
  private List<Wanted> dropped(Task task) {
    return journal.entries(task.id()).stream()
        .map(Entry::event)
        .filter(TaskEvent.GateOpened.class::isInstance)
        .map(event -> ((TaskEvent.GateOpened) event).gate())
        .filter(gate -> task.gates().byId(gate.id()).isEmpty())
        .map(
            gate ->
                new Wanted(
                    Messages.gate(gate.id()),
                    Life.CLOSED,
                    "dropped",
                    () -> asking.dropped(task, gate, journal.entries(task.id()))))
        .toList();
  }
}
