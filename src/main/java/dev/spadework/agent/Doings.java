package dev.spadework.agent;

import dev.spadework.context.Tokens;
import dev.spadework.llm.Turn;
import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The calls of a part of the conversation, a paragraph each, with more or less of their results. A
 * file that was read and has been changed since, or was read again, is only named.
 */
final class Doings {
  private static final Set<String> CHANGING = Set.of("edit_file", "write_file", "delete_file");
  private static final List<String> TELLING = List.of("path", "command", "pattern", "id", "step");
  private static final int ARGUMENT = 160;

  private final Map<String, Call> calls = new HashMap<>();

  /** The last call that read or changed each file. */
  private final Map<String, String> last = new HashMap<>();

  private Doings() {}

  static Doings of(List<Entry> entries) {
    Doings doings = new Doings();
    for (Entry entry : entries) {
      if (entry.event() instanceof TaskEvent.ModelReplied reply) {
        reply.calls().forEach(call -> doings.calls.put(call.id(), call));
      } else if (entry.event() instanceof TaskEvent.ToolReturned returned && !returned.error()) {
        Call call = doings.calls.get(returned.call());
        if (call != null && (reads(call) || CHANGING.contains(call.tool()))) {
          doings.last.put(argument(call, "path"), call.id());
        }
      }
    }
    return doings;
  }

  /**
   * The calls, oldest first; of too many the newest.
   *
   * @param characters of each result
   * @param tokens of all of it
   */
  String told(List<Turn> turns, int characters, int tokens) {
    LinkedList<String> lines = new LinkedList<>();
    int left = tokens;
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i) instanceof Turn.ToolSaid said) {
        String line = line(said, characters);
        left -= Tokens.of(line) + 1;
        if (left < 0) {
          lines.addFirst("… and what was done before");
          break;
        }
        lines.addFirst(line);
      }
    }
    return String.join("\n", lines);
  }

  /** What people and the program said in these turns. */
  static String people(List<Turn> turns) {
    return turns.stream()
        .filter(Turn.Person.class::isInstance)
        .map(turn -> ((Turn.Person) turn).text())
        .collect(Collectors.joining("\n\n"));
  }

  private String line(Turn.ToolSaid said, int characters) {
    Call call = calls.get(said.callId());
    String what = said.tool();
    if (call != null) {
      List<String> arguments = new ArrayList<>();
      TELLING.forEach(name -> arguments.add(cut(argument(call, name), ARGUMENT)));
      arguments.removeIf(String::isEmpty);
      what += " " + String.join(" ", arguments);
      if (reads(call) && !said.callId().equals(last.get(argument(call, "path")))) {
        return "- " + what.strip() + ": read or changed again later";
      }
    }
    String text = said.text().strip();
    return "- " + what.strip() + (said.error() ? ": failed: " : ": ") + cut(text, characters);
  }

  private static boolean reads(Call call) {
    return call.tool().equals("read_file");
  }

  private static String argument(Call call, String name) {
    try {
      return Arguments.of(call.arguments()).optional(name).orElse("");
    } catch (Tool.WrongCall e) {
      // A call that could not be read was answered so; there is nothing to tell of it.
      return "";
    }
  }

  private static String cut(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    int end = characters - (Character.isHighSurrogate(text.charAt(characters - 1)) ? 1 : 0);
    return text.substring(0, end) + "…";
  }
}
