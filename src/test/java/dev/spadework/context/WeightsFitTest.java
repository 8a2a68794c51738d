package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.context.Clues.Clue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Fits {@code context/weights.properties} to real changes and says how weights that were fitted to
 * the other repositories do on each. {@code -Dspadework.more=FILE} may hold more to fit to. {@code
 * -Dspadework.tasks=FILE} holds the tasks, a JSON object a line ({@code id, repo, base_commit,
 * task, gold_hunks}); {@code -Dspadework.repos=DIR} bare clones as {@code owner+name/repo}. The
 * weights are written to {@code target/weights.properties}, what each left-out repository's tasks
 * are given to {@code target/figures/left-out.jsonl}, in the form that the evaluator of those tasks
 * reads.
 */
@Tag("bench")
@EnabledIfSystemProperty(named = "spadework.tasks", matches = ".+")
class WeightsFitTest {
  private static final int[] BUDGETS = {2_000, 4_000, 8_000, 16_000};
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Sample(JsonNode task, List<Clue> clues, Logit.Case choice) {
    String repo() {
      return task.path("repo").asText();
    }
  }

  @Test
  void theWeightsAreThoseOfTheTasks() throws Exception {
    List<Sample> samples = new ArrayList<>();
    Map<String, Shelf> shelves = new HashMap<>();
    List<Long> nanos = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty("spadework.tasks")))) {
      samples.add(sample(JSON.readTree(line), shelves, nanos));
    }
    List<Sample> more = new ArrayList<>();
    for (String line : lines(System.getProperty("spadework.more"))) {
      more.add(sample(JSON.readTree(line), shelves, new ArrayList<>()));
    }
    List<String> lines = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    double[] mean = new double[BUDGETS.length];
    for (String repo : samples.stream().map(Sample::repo).distinct().toList()) {
      List<Sample> own = samples.stream().filter(s -> s.repo().equals(repo)).toList();
      Weights weights =
          new Weights(
              fit(
                  Stream.concat(samples.stream(), more.stream())
                      .filter(s -> !s.repo().equals(repo))
                      .toList()));
      double[] sums = new double[BUDGETS.length];
      for (Sample sample : own) {
        for (int b = 0; b < BUDGETS.length; b++) {
          List<Snippet> given = Snippets.choose(sample.clues, weights, BUDGETS[b], Cost.LINES);
          double edit = edit(sample.task.path("gold_hunks"), given);
          sums[b] += edit;
          mean[b] += edit;
          answers.add(answer(sample, BUDGETS[b], given));
        }
      }
      lines.add("without it: " + repo + " " + percent(sums, own.size()));
    }
    lines.add("left out in turn: " + percent(mean, samples.size()));
    double[] weights = fit(Stream.concat(samples.stream(), more.stream()).toList());
    double[] same = new double[BUDGETS.length];
    for (Sample sample : samples) {
      for (int b = 0; b < BUDGETS.length; b++) {
        same[b] +=
            edit(
                sample.task.path("gold_hunks"),
                Snippets.choose(sample.clues, new Weights(weights), BUDGETS[b], Cost.LINES));
      }
    }
    lines.add("on what they were fitted to: " + percent(same, samples.size()));
    nanos.sort(null);
    lines.add(
        String.format(
            Locale.ROOT,
            "a question, ms: p50 %.0f, p95 %.0f",
            nanos.get(nanos.size() / 2) / 1e6,
            nanos.get(nanos.size() * 95 / 100) / 1e6));
    Files.createDirectories(Path.of("target/figures"));
    Files.write(Path.of("target/figures/weights.txt"), lines);
    Files.write(Path.of("target/figures/left-out.jsonl"), answers);
    Files.write(Path.of("target/weights.properties"), properties(weights));
    assertThat(mean[1] / samples.size()).isGreaterThan(0.65);
  }

  private static List<String> lines(@Nullable String file) throws IOException {
    return file == null ? List.of() : Files.readAllLines(Path.of(file));
  }

  private static String percent(double[] sums, int count) {
    StringBuilder text = new StringBuilder("Edit@2k/4k/8k/16k");
    for (double sum : sums) {
      text.append(String.format(Locale.ROOT, " %.1f", 100 * sum / count));
    }
    return text.toString();
  }

  private static List<String> properties(double[] weights) {
    List<String> lines = new ArrayList<>();
    lines.add("# Written by WeightsFitTest: a conditional logit of what changes touched.");
    for (int i = 0; i < Weights.NAMES.size(); i++) {
      lines.add(String.format(Locale.ROOT, "%s=%.5f", Weights.NAMES.get(i), weights[i]));
    }
    return lines;
  }

  private static double[] fit(List<Sample> samples) {
    return Logit.fit(samples.stream().map(Sample::choice).filter(c -> c.share() > 0).toList());
  }

  private static Sample sample(JsonNode task, Map<String, Shelf> shelves, List<Long> nanos)
      throws Exception {
    String repo = task.path("repo").asText();
    Path clone = Path.of(System.getProperty("spadework.repos"), repo.replace('/', '+'), "repo");
    Shelf shelf =
        shelves.computeIfAbsent(
            repo,
            name ->
                new Shelf(
                    new IndexFile(
                        Optional.of(Path.of("target/fit-" + name.replace('/', '+') + ".db")),
                        Clock.systemUTC(),
                        4L << 30)));
    Recall recall = shelf.recall(new Mirror(clone, task.path("base_commit").asText(), 2_000));
    long start = System.nanoTime();
    List<Clue> clues = recall.clues(task.path("task").asText()).candidates();
    nanos.add(System.nanoTime() - start);
    JsonNode hunks = task.path("gold_hunks");
    int all = 0;
    for (JsonNode each : hunks) {
      all += each.size();
    }
    double count = all;
    return new Sample(
        task,
        clues,
        new Logit.Case(
            clues.stream().map(Clue::values).toArray(double[][]::new),
            clues.stream().mapToDouble(clue -> touched(clue, hunks) / count).toArray()));
  }

  /** How many hunks a part holds, in shares of hunks. */
  private static double touched(Clue clue, JsonNode hunks) {
    double touched = 0;
    for (JsonNode hunk : hunks.path(clue.part().doc().path())) {
      int first = Math.max(1, hunk.get(0).asInt());
      int last = Math.max(1, hunk.get(1).asInt());
      int from = Math.max(first, clue.part().from() + 1);
      int to = Math.min(last, clue.part().to());
      touched += Math.max(0.0, to - from + 1) / (last - first + 1);
    }
    return touched;
  }

  /** As the evaluator counts: the share of each hunk's lines that is there, over all hunks. */
  private static double edit(JsonNode hunks, List<Snippet> given) {
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

  private static String answer(Sample sample, int budget, List<Snippet> given) throws Exception {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("id", sample.task.path("id").asText()).put("budget", budget);
    ArrayNode files = answer.putArray("files");
    for (Snippet snippet : given) {
      ArrayNode ranges = files.addObject().put("path", snippet.path()).putArray("ranges");
      snippet.ranges().forEach(range -> ranges.addArray().add(range.from()).add(range.to()));
    }
    return JSON.writeValueAsString(answer);
  }
}
