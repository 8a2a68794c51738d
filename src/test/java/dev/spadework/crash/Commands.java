package dev.spadework.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often a record says that a command was begun. */
final class Commands {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Commands() {}

  static Map<String, Integer> started(List<Entry> entries) {
    Map<String, Integer> started = new HashMap<>();
    Map<String, String> calls = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.event() instanceof TaskEvent.ModelReplied reply) {
        reply.calls().stream()
            .filter(call -> call.tool().equals("run_command"))
            .forEach(call -> calls.put(call.id(), command(call)));
      } else if (entry.event() instanceof TaskEvent.ToolStarted tool
          && calls.containsKey(tool.call())) {
        started.merge(calls.get(tool.call()), 1, Integer::sum);
      } else if (entry.event() instanceof TaskEvent.TestsStarted tests) {
        started.merge(tests.command(), 1, Integer::sum);
      }
    }
    return started;
  }

  private static String command(Call call) {
    try {
      return JSON.readTree(call.arguments()).path("command").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
