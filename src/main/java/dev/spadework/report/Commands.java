package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands that a task ran, with how often, in the order of their first run. */
public final class Commands {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOOL = "run_command";

  private Commands() {}

  /** Command and number of runs; the full test runs are among them. */
  public static Map<String, Integer> of(List<Entry> entries) {
    Map<String, String> asked = new HashMap<>();
    Map<String, Integer> ran = new LinkedHashMap<>();
    for (Entry entry : entries) {
      TaskEvent event = entry.event();
      if (event instanceof TaskEvent.ModelReplied reply) {
        reply.calls().stream()
            .filter(call -> call.tool().equals(TOOL))
            .forEach(call -> asked.put(call.id(), command(call)));
      } else if (event instanceof TaskEvent.ToolStarted started
          && asked.containsKey(started.call())) {
        ran.merge(asked.get(started.call()), 1, Integer::sum);
      } else if (event instanceof TaskEvent.TestsRan tests && !tests.run().command().isBlank()) {
        ran.merge(tests.run().command(), 1, Integer::sum);
      }
    }
    return ran;
  }

  /** A piece of code for each command, {@code ×2} where it ran more than once. */
  static List<String> words(List<Entry> entries) {
    List<String> words = new ArrayList<>();
    of(entries)
        .forEach(
            (command, times) ->
                words.add(
                    times == 1
                        ? Code.of(command)
                        : say("ran.times", "command", Code.of(command), "times", times)));
    return words;
  }

  /** One argument of a call; empty where it is not there or cannot be read. */
  static String argument(Call call, String name) {
    try {
      return JSON.readTree(call.arguments()).path(name).asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** The command of a call, or the call's arguments as they are where they cannot be read. */
  static String command(Call call) {
    try {
      return JSON.readTree(call.arguments()).path("command").asText(call.arguments());
    } catch (JsonProcessingException e) {
      return call.arguments();
    }
  }
}
