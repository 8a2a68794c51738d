package dev.spadework.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.context.Clues.Clue;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tasks of real changes, and what of these changes is in what was chosen for them. */
final class Gold implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Shelf> shelves = new HashMap<>();

  /** The tree before the change of a task, and its last 2,000 commits. */
  Recall recall(JsonNode task) throws Exception {
    String repo = task.path("repo").asText().replace('/', '+');
    Path clone = Path.of(System.getProperty("spadework.repos"), repo, "repo");
    Path index = Path.of(System.getProperty("spadework.indexes", "target"), repo + ".db");
    Shelf shelf =
        shelves.computeIfAbsent(
            repo,
            name -> new Shelf(new IndexFile(Optional.of(index), Clock.systemUTC(), 4L << 30)));
    return shelf.recall(new Mirror(clone, task.path("base_commit").asText(), 2_000));
  }

  @Override
  public void close() {
    shelves.values().forEach(Shelf::close);
    shelves.clear();
  }

  /** How much of the hunks a part holds. */
  static double share(JsonNode task, Clue clue) {
    JsonNode hunks = task.path("gold_hunks");
    int all = 0;
    for (JsonNode each : hunks) {
      all += each.size();
    }
    double touched = 0;
    for (JsonNode hunk : hunks.path(clue.part().doc().path())) {
      int first = Math.max(1, hunk.get(0).asInt());
      int last = Math.max(1, hunk.get(1).asInt());
      int from = Math.max(first, clue.part().from() + 1);
      int to = Math.min(last, clue.part().to());
      touched += Math.max(0.0, to - from + 1) / (last - first + 1);
    }
    return touched / all;
  }

  /** As the evaluator counts: the share of each hunk's lines that is there, over all hunks. */
  static double edit(JsonNode task, List<Snippet> given) {
    JsonNode hunks = task.path("gold_hunks");
    Map<String, Set<Integer>> lines = new HashMap<>();
    for (Snippet snippet : given) {
      Set<Integer> own = lines.computeIfAbsent(snippet.path(), path -> new HashSet<>());
      for (Range range : snippet.ranges()) {
        for (int line = range.from(); line <= range.to(); line++) {
          own.add(line);
        }
      }
    }
    double sum = 0;
    int count = 0;
    for (Map.Entry<String, JsonNode> file : hunks.properties()) {
      Set<Integer> own = lines.getOrDefault(file.getKey(), Set.of());
      for (JsonNode hunk : file.getValue()) {
        int first = Math.max(1, hunk.get(0).asInt());
        int last = Math.max(1, hunk.get(1).asInt());
        int there = 0;
        for (int line = first; line <= last; line++) {
          there += own.contains(line) ? 1 : 0;
        }
        sum += there / (double) (last - first + 1);
        count++;
      }
    }
    return sum / count;
  }

  static String percent(double[] sums, int count) {
    StringBuilder text = new StringBuilder("Edit@2k/4k/8k/16k");
    for (double sum : sums) {
      text.append(String.format(Locale.ROOT, " %.1f", 100 * sum / count));
    }
    return text.toString();
  }

  /** In the form that the evaluator reads. */
  static String answer(JsonNode task, int budget, List<Snippet> given) throws Exception {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("id", task.path("id").asText()).put("budget", budget);
    ArrayNode files = answer.putArray("files");
    for (Snippet snippet : given) {
      ArrayNode ranges = files.addObject().put("path", snippet.path()).putArray("ranges");
      snippet.ranges().forEach(range -> ranges.addArray().add(range.from()).add(range.to()));
    }
    return JSON.writeValueAsString(answer);
  }
}
