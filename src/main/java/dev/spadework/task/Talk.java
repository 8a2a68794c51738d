package dev.spadework.task;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the conversation with the model stands.
 *
 * @param pending calls of the last reply that have no result yet, in its order
 * @param begun of them, those that were started
 * @param silent replies in a row that called no tool
 * @param refused replies in a row that could not be used
 */
public record Talk(List<Call> pending, Set<String> begun, int silent, int refused) {
  static final Talk NONE = new Talk(List.of(), Set.of(), 0, 0);

  /** After so many replies without a call a person is asked. */
  static final int SILENT_AT_MOST = 3;

  Talk replied(List<Call> calls) {
    return new Talk(calls, Set.of(), calls.isEmpty() ? silent + 1 : 0, 0);
  }

  Talk again() {
    return new Talk(pending, begun, silent, refused + 1);
  }

  Talk started(String call) {
    Set<String> more = new LinkedHashSet<>(begun);
    more.add(call);
    return new Talk(pending, more, silent, refused);
  }

  Talk returned(String call) {
    return new Talk(
        pending.stream().filter(c -> !c.id().equals(call)).toList(), begun, silent, refused);
  }

  /** A person spoke or a plan came: the counts start again. */
  Talk heard() {
    return new Talk(pending, begun, 0, 0);
  }

  Optional<Call> first() {
    return pending.stream().findFirst();
  }

  /** Whether this call was started. */
  public boolean begun(Call call) {
    return begun.contains(call.id());
  }
}
