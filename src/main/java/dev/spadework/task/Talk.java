package dev.spadework.task;

import dev.spadework.task.TaskEvent.Purpose;
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
 * @param turns replies of the worker model that belong to the conversation
 * @param asked whether a model was asked and has not answered
 * @param strays models that were asked by a worker that lost the task since; their answers are kept
 *     because they were paid for, but whoever has the task has asked again
 */
public record Talk(
    List<Call> pending,
    Set<String> begun,
    int silent,
    int refused,
    int turns,
    boolean asked,
    int strays) {
  static final Talk NONE = new Talk(List.of(), Set.of(), 0, 0, 0, false, 0);

  /** After so many replies without a call a person is asked. */
  static final int SILENT_AT_MOST = 3;

  Talk asking() {
    return new Talk(pending, begun, silent, refused, turns, true, strays);
  }

  /** Another worker has it: the answer that is still out will find it gone on. */
  Talk claimed() {
    return new Talk(pending, begun, silent, refused, turns, false, strays + (asked ? 1 : 0));
  }

  /** A model answered; of two answers to the same question the first counts. */
  Talk replied(Purpose purpose, List<Call> calls) {
    if (!asked && strays > 0) {
      return new Talk(pending, begun, silent, refused, turns, false, strays - 1);
    }
    return purpose == Purpose.WORK
        ? new Talk(calls, Set.of(), calls.isEmpty() ? silent + 1 : 0, 0, turns + 1, false, strays)
        : new Talk(pending, begun, silent, refused, turns, false, strays);
  }

  Talk again() {
    return new Talk(pending, begun, silent, refused + 1, turns, asked, strays);
  }

  Talk started(String call) {
    Set<String> more = new LinkedHashSet<>(begun);
    more.add(call);
    return new Talk(pending, more, silent, refused, turns, asked, strays);
  }

  Talk returned(String call) {
    List<Call> left = pending.stream().filter(c -> !c.id().equals(call)).toList();
    return new Talk(left, begun, silent, refused, turns, asked, strays);
  }

  /** A person spoke or a plan came: the counts start again. */
  Talk heard() {
    return new Talk(pending, begun, 0, 0, turns, asked, strays);
  }

  /** Replies that a person's word overtook are none that could not be read. */
  Talk spokenTo() {
    return new Talk(pending, begun, silent, 0, turns, asked, strays);
  }

  Optional<Call> first() {
    return pending.stream().findFirst();
  }

  /** Whether this call was started. */
  public boolean begun(Call call) {
    return begun.contains(call.id());
  }
}
