package dev.spadework.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GateTest {
  private static Gate gate(
      String id, Gate.Kind kind, String subject, String question, List<String> details) {
    return Gate.of(id, kind, subject, question, details);
  }

  @Test
  void theHashTellsApartWhateverIsShownDifferently() {
    Set<String> hashes =
        Stream.of(
                gate("g1", Gate.Kind.UNCERTAIN, "s", "Why?", List.of("a", "b")),
                gate("g1", Gate.Kind.PLAN, "s", "Why?", List.of("a", "b")),
                gate("g1", Gate.Kind.UNCERTAIN, "s2", "Why?", List.of("a", "b")),
                gate("g1", Gate.Kind.UNCERTAIN, "s", "How?", List.of("a", "b")),
                gate("g1", Gate.Kind.UNCERTAIN, "s", "Why?", List.of("ab")),
                gate("g1", Gate.Kind.UNCERTAIN, "s", "Why?", List.of("a b")),
                Gate.of("g1", Gate.Kind.UNCERTAIN, "s", "Why?", List.of("a", "b"), List.of("yes")))
            .map(Gate::hash)
            .collect(Collectors.toSet());
    assertThat(hashes).hasSize(7).allMatch(hash -> hash.matches("[0-9a-f]{16}"));
  }

  @Test
  void theHashIsTheSameInEveryProcess() {
    assertThat(gate("g1", Gate.Kind.MONEY, "v5", "More?", List.of("$1")).hash())
        .isEqualTo(gate("g9", Gate.Kind.MONEY, "v5", "More?", List.of("$1")).hash())
        .isEqualTo("665dfb57f4eacb4f");
  }

  @Test
  void aReplyDecidesWhereItsKindSaysSo() {
    Gate command = gate("g1", Gate.Kind.COMMAND, "c1", "Run it?", List.of("rm -rf /"));
    assertThat(command.takes(Choice.APPROVE)).isTrue();
    assertThat(command.takes(Choice.ANSWER)).as("a reply never lets a command run").isFalse();
    Gate uncertain = gate("g1", Gate.Kind.UNCERTAIN, "c1", "Which?", List.of());
    assertThat(uncertain.takes(Choice.ANSWER)).isTrue();
    assertThat(uncertain.takes(Choice.CONTINUE)).isFalse();
    Gate money = gate("g1", Gate.Kind.MONEY, "v5", "More?", List.of());
    assertThat(Stream.of(Choice.values()).filter(money::takes))
        .containsExactly(Choice.STOP, Choice.CONTINUE);
  }

  @Test
  void everyGateCanBeLeft() {
    for (Gate.Kind kind : Gate.Kind.values()) {
      assertThat(kind.choices()).as(kind.name()).containsAnyOf(Choice.REJECT, Choice.STOP);
    }
  }
}
