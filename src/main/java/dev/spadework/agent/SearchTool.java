package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.context.BadPattern;
import dev.spadework.context.Hit;
import dev.spadework.context.Search;
import dev.spadework.task.Call;
import java.util.List;
import java.util.stream.Collectors;

/** {@code search(pattern)}: lines of the tree that match a regular expression. */
final class SearchTool implements Tool {
  private static final int HITS = 60;

  @Override
  public String name() {
    return "search";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("pattern", "glob?");
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench)
      throws WrongCall, InterruptedException {
    try {
      List<Hit> hits =
          Search.in(bench.site().tree().root())
              .find(arguments.text("pattern"), arguments.optional("glob"), HITS + 1);
      if (hits.isEmpty()) {
        return Said.ok("No line matches.");
      }
      String lines =
          hits.stream()
              .limit(HITS)
              .map(hit -> hit.path() + ":" + hit.line() + ": " + hit.text().strip())
              .collect(Collectors.joining("\n"));
      return Said.ok(
          hits.size() > HITS
              ? lines + "\n… more lines match; narrow the pattern or give a glob."
              : lines);
    } catch (BadPattern e) {
      throw new WrongCall(e.getMessage());
    }
  }
}
