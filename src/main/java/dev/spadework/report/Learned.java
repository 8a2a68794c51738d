package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.task.Call;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the record of a done task teaches: tests that went red by its change, and what it did until
 * they were green. Nothing of it is a model's word; names, messages and hints are untrusted.
 *
 * @param test that failed
 * @param message of the failure
 * @param text the lesson in a line
 */
public record Learned(String test, String message, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> EDITS = Set.of("edit_file", "write_file", "delete_file");
  private static final int FILES = 3;
  private static final int MESSAGE = 100;

  /** Empty: nothing was red that is green now, or nothing says what was done about it. */
  public static Optional<Learned> of(Task task, List<Entry> entries) {
    int red = -1;
    boolean green = false;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).event() instanceof TaskEvent.TestsRan ran
          && ran.run().purpose() == TestRun.Purpose.CHANGE) {
        if (task.testing().worse(ran.run()) && !ran.run().failures().isEmpty()) {
          red = i;
          green = false;
        } else {
          green |= red >= 0 && ran.run().passed();
        }
      }
    }
    if (!green) {
      return Optional.empty();
    }
    TestRun.Failure failure =
        ((TaskEvent.TestsRan) entries.get(red).event()).run().failures().get(0);
    Set<String> files = edited(entries, red);
    Optional<String> hint = hint(entries.subList(red, entries.size()));
    if (files.isEmpty() && hint.isEmpty()) {
      return Optional.empty();
    }
    String message = Code.shortened(TestWords.oneLine(failure.message()), MESSAGE);
    String text =
        say(
            "lesson.text",
            "test",
            Code.of(TestWords.oneLine(failure.name())),
            "how",
            message.isBlank() ? "" : " " + say("lesson.text.how", "message", message),
            "files",
            Code.list(List.copyOf(files), FILES));
    return Optional.of(
        new Learned(
            failure.name(),
            failure.message(),
            hint.map(words -> text + " " + say("lesson.text.hint", "hint", words)).orElse(text)));
  }

  /** Files that were edited after an entry, the order kept. */
  private static Set<String> edited(List<Entry> entries, int after) {
    Map<String, Call> calls = new HashMap<>();
    Set<String> files = new LinkedHashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      TaskEvent event = entries.get(i).event();
      if (event instanceof TaskEvent.ModelReplied replied) {
        replied.calls().forEach(call -> calls.put(call.id(), call));
      } else if (i > after
          && event instanceof TaskEvent.ToolReturned returned
          && !returned.error()
          && EDITS.contains(returned.tool())) {
        Optional.ofNullable(calls.get(returned.call()))
            .flatMap(Learned::path)
            .ifPresent(files::add);
      }
    }
    return files;
  }

  private static Optional<String> path(Call call) {
    try {
      JsonNode path = JSON.readTree(call.arguments()).path("path");
      return path.isTextual() ? Optional.of(path.asText()) : Optional.empty();
    } catch (JsonProcessingException e) {
      // A call that could be run was JSON; one that was not edited nothing.
      return Optional.empty();
    }
  }

  /** The last hint that a person gave. */
  private static Optional<String> hint(List<Entry> entries) {
    return entries.stream()
        .map(Entry::event)
        .filter(TaskEvent.Decided.class::isInstance)
        .map(TaskEvent.Decided.class::cast)
        .filter(d -> d.choice() == Choice.RETRY_WITH_HINT && !d.text().isBlank())
        .map(d -> Code.shortened(TestWords.oneLine(d.text()), MESSAGE))
        .reduce((a, b) -> b);
  }
}
