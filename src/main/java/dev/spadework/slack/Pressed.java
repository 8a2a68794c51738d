package dev.spadework.slack;

import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a gate's button carries: the task, the gate, the hash of what it showed, the choice, and the
 * number of the option where it stands for one. Opaque to Slack; checked here, because anybody who
 * could send requests could make one up.
 */
record Pressed(String task, String gate, String hash, Choice choice, Optional<Integer> option) {
  static Pressed of(String task, Gate gate, Choice choice) {
    return new Pressed(task, gate.id(), gate.hash(), choice, Optional.empty());
  }

  static Pressed option(String task, Gate gate, int number) {
    return new Pressed(task, gate.id(), gate.hash(), Choice.ANSWER, Optional.of(number));
  }

  /** As a button carries it. */
  String value() {
    return String.join(
        "|", task, gate, hash, choice.name(), option.map(String::valueOf).orElse(""));
  }

  /** Read back; empty if it is none of ours. */
  static Optional<Pressed> read(String value) {
    String[] parts = value.split("\\|", -1);
    if (parts.length != 5 || !parts[4].matches("\\d{0,2}")) {
      return Optional.empty();
    }
    Optional<Integer> option =
        parts[4].isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(parts[4]));
    return Arrays.stream(Choice.values())
        .filter(choice -> choice.name().equals(parts[3]))
        .findFirst()
        .map(choice -> new Pressed(parts[0], parts[1], parts[2], choice, option));
  }

  /** Whether the gate is the one that the button was drawn for, as it was then. */
  boolean meets(Gate open) {
    return open.id().equals(gate) && open.hash().equals(hash) && open.takes(choice);
  }
}
