package dev.spadework.agent;

import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds a conversation that goes in circles. The patterns are those of OpenHands' stuck detector:
 * the same call with the same result, the same error, two or three calls in turns, and many turns
 * without a change; and files that come back to the same state again and again. Times and addresses
 * in a result make it no other one.
 */
final class LoopGuard {
  private static final int SAME = 4;
  private static final int SAME_ERROR = 5;
  private static final int TURNS = 3;
  private static final int UNCHANGED = 25;
  private static final int BACK = 4;

  /** What differs between two runs of one command that did the same. */
  private static final Pattern NOISE =
      Pattern.compile(
          "\\d+(?:\\.\\d+)? ?(?:ms|s|sec|secs|seconds|min)\\b"
              + "|\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?"
              + "|(?:0x|@)[0-9a-f]{4,}");

  private LoopGuard() {}

  /** What is repeated, in one line; empty if it goes forward. Counts from a person's last word. */
  static Optional<String> sees(List<Entry> entries) {
    Map<String, Call> calls = new HashMap<>();
    List<String> done = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    Map<String, Integer> trees = new HashMap<>();
    String tree = "";
    int unchanged = 0;
    for (Entry entry : entries) {
      TaskEvent event = entry.event();
      if (event instanceof TaskEvent.ModelReplied reply) {
        reply.calls().forEach(call -> calls.put(call.id(), call));
        unchanged++;
      } else if (event instanceof TaskEvent.ToolReturned returned) {
        Call call = calls.get(returned.call());
        done.add(returned.tool() + (call == null ? "" : call.arguments()) + plain(returned.text()));
        errors.add(returned.error() ? plain(returned.text()) : "");
      } else if (event instanceof TaskEvent.Checkpointed checkpoint) {
        unchanged = 0;
        if (!checkpoint.tree().equals(tree)) {
          tree = checkpoint.tree();
          trees.merge(tree, 1, Integer::sum);
        }
      } else if (event instanceof TaskEvent.Said
          || event instanceof TaskEvent.Decided
          || event instanceof TaskEvent.PlanMade) {
        done.clear();
        errors.clear();
        trees.clear();
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
    if (alike(done, TURNS * 3, 3)) {
      return Optional.of("three calls in turns, " + TURNS + " times each");
    }
    if (trees.getOrDefault(tree, 0) >= BACK) {
      return Optional.of("the files are back to the same state, for the " + BACK + "th time");
    }
    return unchanged >= UNCHANGED
        ? Optional.of(UNCHANGED + " model calls without a change to the files")
        : Optional.empty();
  }

  private static String plain(String text) {
    return NOISE.matcher(text).replaceAll("~");
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
