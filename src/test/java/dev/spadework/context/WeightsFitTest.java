package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.context.Clues.Clue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    Gold gold = new Gold();
    List<Long> nanos = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty("spadework.tasks")))) {
      samples.add(sample(JSON.readTree(line), gold, nanos));
    }
    List<Sample> more = new ArrayList<>();
    for (String line : lines(System.getProperty("spadework.more"))) {
      more.add(sample(JSON.readTree(line), gold, new ArrayList<>()));
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
          List<Snippet> given =
              Snippets.choose(sample.clues, weights::odds, BUDGETS[b], Cost.LINES);
          double edit = Gold.edit(sample.task, given);
          sums[b] += edit;
          mean[b] += edit;
          answers.add(Gold.answer(sample.task, BUDGETS[b], given));
        }
      }
      lines.add("without it: " + repo + " " + Gold.percent(sums, own.size()));
    }
    lines.add("left out in turn: " + Gold.percent(mean, samples.size()));
    double[] weights = fit(Stream.concat(samples.stream(), more.stream()).toList());
    double[] same = new double[BUDGETS.length];
    for (Sample sample : samples) {
      for (int b = 0; b < BUDGETS.length; b++) {
        same[b] +=
            Gold.edit(
                sample.task,
                Snippets.choose(sample.clues, new Weights(weights)::odds, BUDGETS[b], Cost.LINES));
      }
    }
    lines.add("on what they were fitted to: " + Gold.percent(same, samples.size()));
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

  private static Sample sample(JsonNode task, Gold gold, List<Long> nanos) throws Exception {
    Recall recall = gold.recall(task);
    long start = System.nanoTime();
    List<Clue> clues = recall.clues(task.path("task").asText()).candidates();
    nanos.add(System.nanoTime() - start);
    return new Sample(
        task,
        clues,
        new Logit.Case(
            clues.stream()
                .map(clue -> Arrays.copyOf(clue.values(), Weights.NAMES.size()))
                .toArray(double[][]::new),
            clues.stream().mapToDouble(clue -> Gold.share(task, clue)).toArray()));
  }
}
