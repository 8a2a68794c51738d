package dev.spadework.agent;

import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a conversation that goes in circles. The patterns are those of OpenHands' stuck detector:
 * the same call with the same result, the same error, two calls in turns, and many turns without a
 * change.
 */
final class LoopGuard {
  private static final int SAME = 4;
  private static final int SAME_ERROR = 5;
  private static final int TURNS = 3;
  private static final int UNCHANGED = 25;

  private LoopGuard() {}

  /** What is repeated, in one line; empty if it goes forward. Counts from a person's last word. */
  static Optional<String> sees(List<Entry> entries) {
    Map<String, Call> calls = new HashMap<>();
    List<String> done = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    int unchanged = 0;
    for (Entry entry : entries) {
      TaskEvent event = entry.event();
      if (event instanceof TaskEvent.ModelReplied reply) {
        reply.calls().forEach(call -> calls.put(call.id(), call));
        unchanged++;
      } else if (event instanceof TaskEvent.ToolReturned returned) {
        Call call = calls.get(returned.call());
        done.add(returned.tool() + (call == null ? "" : call.arguments()) + returned.text());
        errors.add(returned.error() ? returned.text() : "");
      } else if (event instanceof TaskEvent.Checkpointed) {
        unchanged = 0;
      } else if (event instanceof TaskEvent.Said
          || event instanceof TaskEvent.Decided
          || event instanceof TaskEvent.PlanMade) {
        done.clear();
        errors.clear();
        unchanged = 0;
      }
    }
    if (alike(done, SAME, 1)) {
      return Optional.of("the same call with the same result, " + SAME + " times in a row");
    }
    if (alike(errors, SAME_ERROR, 1) && !errors.get(errors.size() - 1).isEmpty()) {
      return Optional.of("the same error, " + SAME_ERROR + " times in a row");
    }
    if (alike(done, TURNS * 2, 2)) {
      return Optional.of("two calls in turns, " + TURNS + " times each");
    }
    return unchanged >= UNCHANGED
        ? Optional.of(UNCHANGED + " model calls without a change to the files")
        : Optional.empty();
  }

  /** Whether the last {@code count} items repeat with this period. */
  private static boolean alike(List<String> items, int count, int period) {
    int size = items.size();
    if (size < count) {
      return false;
    }
    for (int i = size - count + period; i < size; i++) {
      if (!items.get(i).equals(items.get(i - period))) {
        return false;
      }
    }
    return true;
  }
}
