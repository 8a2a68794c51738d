package dev.spadework.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The questions of a task.
 *
 * @param open the one that waits, if any
 * @param settled those that were decided, oldest first
 */
public record Gates(Optional<Gate> open, List<Settled> settled) {
  static final Gates NONE = new Gates(Optional.empty(), List.of());

  /** A gate and what was decided there. */
  public record Settled(Gate gate, TaskEvent.Decided decided) {}

  Gates opened(Gate gate) {
    return new Gates(Optional.of(gate), settled);
  }

  Gates decided(TaskEvent.Decided decided) {
    if (open.filter(gate -> gate.id().equals(decided.gate())).isEmpty()) {
      return this;
    }
    List<Settled> more = new ArrayList<>(settled);
    more.add(new Settled(open.get(), decided));
    return new Gates(Optional.empty(), List.copyOf(more));
  }

  /** What was decided last at a gate of this kind about this subject. */
  public Optional<TaskEvent.Decided> decision(Gate.Kind kind, String subject) {
    return settled.stream()
        .filter(s -> s.gate().kind() == kind && s.gate().subject().equals(subject))
        .map(Settled::decided)
        .reduce((a, b) -> b);
  }

  /** What was decided at this gate. */
  public Optional<Settled> byId(String id) {
    return settled.stream().filter(s -> s.gate().id().equals(id)).findFirst();
  }

  boolean passed(Gate.Kind kind, String subject) {
    return decision(kind, subject).isPresent();
  }
}
