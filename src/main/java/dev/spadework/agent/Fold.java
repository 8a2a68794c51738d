package dev.spadework.agent;

import dev.spadework.context.Tokens;
import dev.spadework.llm.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The oldest part of a conversation that has outgrown its budget. It is cut between two answers of
 * the model, so that no call loses its result. Pure.
 *
 * @param keep how many of the model's newest answers stay, with what came after them
 * @param folded the turns that go, oldest first
 * @param before tokens of the conversation, its opening aside
 * @param kept tokens of what stays
 */
record Fold(int keep, List<Turn> folded, int before, int kept) {
  /** Of the budget so much stays: folding rarely is cheap, because what stays is sent afresh. */
  private static final int PART_KEPT = 3;

  /** What has to go; empty if all of it fits, or is one answer with its results. */
  static Optional<Fold> due(List<Turn> turns, int budget) {
    int before = turns.stream().skip(1).mapToInt(Fold::tokens).sum();
    if (before <= budget) {
      return Optional.empty();
    }
    int from = turns.size();
    int keep = 0;
    int kept = 0;
    int since = 0;
    for (int i = turns.size() - 1; i > 0; i--) {
      since += tokens(turns.get(i));
      if (turns.get(i) instanceof Turn.ModelSaid) {
        if (keep > 0 && since > budget / PART_KEPT) {
          break;
        }
        from = i;
        keep++;
        kept = since;
      }
    }
    return keep == 0 || from <= 1
        ? Optional.empty()
        : Optional.of(new Fold(keep, List.copyOf(turns.subList(1, from)), before, kept));
  }

  /** The conversation with this text at the end of its opening in place of what went. */
  static List<Turn> apply(List<Turn> turns, int keep, String text) {
    int from = turns.size();
    for (int left = keep; left > 0 && from > 1; ) {
      from--;
      if (turns.get(from) instanceof Turn.ModelSaid) {
        left--;
      }
    }
    List<Turn> after = new ArrayList<>();
    after.add(new Turn.Person(((Turn.Person) turns.get(0)).text() + "\n\n" + text));
    after.addAll(turns.subList(from, turns.size()));
    return after;
  }

  /** Tokens of one turn. */
  static int tokens(Turn turn) {
    if (turn instanceof Turn.ModelSaid said) {
      return Tokens.of(said.raw());
    } else if (turn instanceof Turn.ToolSaid said) {
      return Tokens.of(said.tool() + said.text());
    }
    return Tokens.of(((Turn.Person) turn).text());
  }
}
