package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.context.Clues.Clue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Fits {@code context/trees.txt} to real changes and says how trees that were fitted to the other
 * repositories do on each. {@code -Dspadework.tasks=FILE}, {@code -Dspadework.more=FILE} and {@code
 * -Dspadework.repos=DIR} are as for {@link WeightsFitTest}; the first look is that of the weights
 * that come with the program, which therefore must not have seen the tasks. The trees are written
 * to {@code target/trees.txt}, what each left-out repository's tasks are given to {@code
 * target/figures/left-out-trees.jsonl}.
 */
@Tag("bench")
@EnabledIfSystemProperty(named = "spadework.tasks", matches = ".+")
class TreesFitTest {
  private static final int[] BUDGETS = {2_000, 4_000, 8_000, 16_000};
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Choices of a case that are kept for the fit: half of them the likeliest ones. */
  private static final int KEPT = 200;

  private record Sample(JsonNode task, List<Clue> clues, Boost.Case choice) {
    String repo() {
      return task.path("repo").asText();
    }
  }

  @Test
  void theTreesAreThoseOfTheTasks() throws Exception {
    List<Sample> samples = new ArrayList<>();
    List<Long> nanos = new ArrayList<>();
    read("spadework.tasks", samples, nanos, true);
    List<Sample> more = new ArrayList<>();
    read("spadework.more", more, new ArrayList<>(), false);
    List<String> lines = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    double[] mean = new double[BUDGETS.length];
    double[] before = new double[BUDGETS.length];
    for (String repo : samples.stream().map(Sample::repo).distinct().toList()) {
      List<Sample> own = samples.stream().filter(s -> s.repo().equals(repo)).toList();
      Trees trees = Trees.of(fit(samples, more, repo));
      double[] sums = new double[BUDGETS.length];
      for (Sample sample : own) {
        for (int b = 0; b < BUDGETS.length; b++) {
          List<Snippet> given = Snippets.choose(sample.clues, trees::odds, BUDGETS[b], Cost.LINES);
          double edit = Gold.edit(sample.task, given);
          sums[b] += edit;
          mean[b] += edit;
          before[b] +=
              Gold.edit(
                  sample.task,
                  Snippets.choose(sample.clues, Trees.of(List.of())::odds, BUDGETS[b], Cost.LINES));
          answers.add(Gold.answer(sample.task, BUDGETS[b], given));
        }
      }
      lines.add("without it: " + repo + " " + Gold.percent(sums, own.size()));
    }
    lines.add("first look only: " + Gold.percent(before, samples.size()));
    lines.add("left out in turn: " + Gold.percent(mean, samples.size()));
    nanos.sort(null);
    lines.add(
        String.format(
            Locale.ROOT,
            "a question, ms: p50 %.0f, p95 %.0f",
            nanos.get(nanos.size() / 2) / 1e6,
            nanos.get(nanos.size() * 95 / 100) / 1e6));
    Files.createDirectories(Path.of("target/figures"));
    Files.write(Path.of("target/figures/trees.txt"), lines);
    Files.write(Path.of("target/figures/left-out-trees.jsonl"), answers);
    List<String> trees = new ArrayList<>();
    trees.add("# Written by TreesFitTest: boosted trees of what changes touched, see Trees.");
    trees.addAll(fit(samples, more, ""));
    Files.write(Path.of("target/trees.txt"), trees);
    assertThat(mean[1]).isGreaterThan(before[1]);
  }

  private static List<String> fit(List<Sample> samples, List<Sample> more, String without) {
    return Boost.fit(
        Stream.concat(samples.stream(), more.stream())
            .filter(s -> !s.repo().equals(without))
            .map(Sample::choice)
            .filter(c -> Arrays.stream(c.shares()).sum() > 0)
            .toList(),
        Trees.NAMES);
  }

  private static void read(String property, List<Sample> samples, List<Long> nanos, boolean all)
      throws Exception {
    String file = System.getProperty(property);
    Weights weights = Weights.fitted();
    Gold gold = new Gold();
    for (String line : file == null ? List.<String>of() : Files.readAllLines(Path.of(file))) {
      JsonNode task = JSON.readTree(line);
      Recall recall = gold.recall(task);
      long start = System.nanoTime();
      List<Clue> clues = recall.clues(task.path("task").asText()).looked(weights);
      nanos.add(System.nanoTime() - start);
      if (!clues.isEmpty()) {
        samples.add(new Sample(task, all ? clues : List.of(), choice(task, clues)));
      }
    }
    gold.close();
  }

  /** All that were touched, the likeliest, and some of the others, each for several. */
  private static Boost.Case choice(JsonNode task, List<Clue> clues) {
    int odds = Trees.NAMES.indexOf("odds");
    double[] shares = clues.stream().mapToDouble(clue -> Gold.share(task, clue)).toArray();
    List<Integer> order =
        IntStream.range(0, clues.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -clues.get(i).values()[odds]))
            .toList();
    List<Integer> kept = new ArrayList<>(order.subList(0, Math.min(KEPT / 2, order.size())));
    List<Integer> others = new ArrayList<>(order.subList(kept.size(), order.size()));
    Collections.shuffle(others, new Random(task.path("id").asText().hashCode()));
    int some = Math.min(others.size(), KEPT - kept.size());
    double stands = Math.log(others.size() / (double) Math.max(1, some));
    Set<Integer> several = new HashSet<>(others.subList(0, some));
    kept.addAll(several);
    others.stream().filter(i -> !several.contains(i) && shares[i] > 0).forEach(kept::add);
    float[][] values = new float[kept.size()][];
    double[] first = new double[kept.size()];
    for (int k = 0; k < first.length; k++) {
      double[] clue = clues.get(kept.get(k)).values();
      values[k] = new float[clue.length];
      for (int j = 0; j < clue.length; j++) {
        values[k][j] = (float) clue[j];
      }
      first[k] = clue[odds] + (several.contains(kept.get(k)) ? stands : 0);
    }
    return new Boost.Case(values, kept.stream().mapToDouble(i -> shares[i]).toArray(), first);
  }
}
