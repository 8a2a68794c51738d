package dev.spadework.report;

import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.Usage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a task's model calls used.
 *
 * @param micros price in millionths of a US dollar
 */
public record Cost(int calls, Usage usage, long micros) {
  private static final Cost NONE = new Cost(0, Usage.NONE, 0);

  /** All calls together. */
  public static Cost of(List<Entry> entries) {
    return byModel(entries).values().stream().reduce(NONE, Cost::plus);
  }

  /** Model by model, by name. */
  public static Map<String, Cost> byModel(List<Entry> entries) {
    Map<String, Cost> costs = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.event() instanceof TaskEvent.ModelReplied reply) {
        costs.merge(reply.model(), new Cost(1, reply.usage(), reply.micros()), Cost::plus);
      }
    }
    return costs;
  }

  /** Role by role, in the order of a task. */
  public static Map<TaskEvent.Purpose, Cost> byPurpose(List<Entry> entries) {
    Map<TaskEvent.Purpose, Cost> costs = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.event() instanceof TaskEvent.ModelReplied reply) {
        costs.merge(reply.purpose(), new Cost(1, reply.usage(), reply.micros()), Cost::plus);
      }
    }
    return costs;
  }

  private Cost plus(Cost other) {
    return new Cost(calls + other.calls, usage.plus(other.usage), micros + other.micros);
  }
}
