package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One try: the files that were changed before a test run, and what the run said.
 *
 * @param files changed paths, in the order of their change
 */
record Attempt(int number, Set<String> files, TestRun run) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CHANGING = Set.of("edit_file", "write_file", "delete_file");
  private static final int FILES = 4;

  /** The tries since a person last helped. */
  static List<Attempt> of(List<Entry> entries) {
    List<Attempt> attempts = new ArrayList<>();
    Set<String> files = new LinkedHashSet<>();
    for (Entry entry : entries) {
      if (entry.event() instanceof TaskEvent.Decided) {
        attempts.clear();
      } else if (entry.event() instanceof TaskEvent.ModelReplied reply) {
        reply.calls().stream().flatMap(call -> changed(call).stream()).forEach(files::add);
      } else if (entry.event() instanceof TaskEvent.TestsRan ran
          && ran.run().purpose() == TestRun.Purpose.CHANGE) {
        attempts.add(
            new Attempt(
                attempts.size() + 1, java.util.Collections.unmodifiableSet(files), ran.run()));
        files = new LinkedHashSet<>();
      }
    }
    return attempts;
  }

  String words() {
    String result = TestWords.result(run);
    return files.isEmpty()
        ? say("attempt.unchanged", "number", number, "result", result)
        : say("attempt", "files", Code.list(names(), FILES), "number", number, "result", result);
  }

  private List<String> names() {
    return files.stream().map(path -> path.substring(path.lastIndexOf('/') + 1)).toList();
  }

  private static Optional<String> changed(Call call) {
    if (!CHANGING.contains(call.tool())) {
      return Optional.empty();
    }
    try {
      String path = JSON.readTree(call.arguments()).path("path").asText("");
      return path.isBlank() ? Optional.empty() : Optional.of(path);
    } catch (JsonProcessingException e) {
      // A malformed call changed nothing.
      return Optional.empty();
    }
  }
}
