package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.context.Clues.Clue;
import dev.spadework.workspace.Clone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fits {@code context/weights.properties} to real changes and says how weights that were fitted to
 * the other repositories do on each. {@code -Dspadework.tasks=FILE} holds the tasks, a JSON object
 * a line ({@code repo, base_commit, task, gold_hunks}); {@code -Dspadework.repos=DIR} clones as
 * {@code owner+name/repo}. The weights are written to {@code target/weights.properties}.
 */
@Tag("bench")
@EnabledIfSystemProperty(named = "spadework.tasks", matches = ".+")
class WeightsFitTest {
  private static final int[] BUDGETS = {2_000, 4_000, 8_000};
  private static final double RIDGE = 1;

  /** What a task's candidates come to, without their texts. */
  private record Sample(
      String repo, double[][] clues, int[] files, int[] sizes, int[] headers, double[] worth) {}

  @TempDir private Path dir;

  @Test
  void theWeightsAreThoseOfTheTasks() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty("spadework.tasks")))) {
      samples.add(sample(new ObjectMapper().readTree(line)));
    }
    List<String> lines = new ArrayList<>();
    double[][] left = new double[samples.size()][];
    for (String repo : samples.stream().map(Sample::repo).distinct().toList()) {
      double[] weights = fit(samples.stream().filter(s -> !s.repo.equals(repo)).toList());
      double[] own = new double[BUDGETS.length];
      int count = 0;
      for (int i = 0; i < left.length; i++) {
        if (samples.get(i).repo.equals(repo)) {
          left[i] = edit(samples.get(i), weights);
          count++;
          for (int b = 0; b < own.length; b++) {
            own[b] += left[i][b];
          }
        }
      }
      lines.add("without it: " + repo + " " + percent(own, count));
    }
    double[] mean = new double[BUDGETS.length];
    for (double[] each : left) {
      for (int b = 0; b < mean.length; b++) {
        mean[b] += each[b];
      }
    }
    lines.add("left out in turn: " + percent(mean, left.length));
    double[] weights = fit(samples);
    double[] same = new double[BUDGETS.length];
    for (Sample sample : samples) {
      double[] each = edit(sample, weights);
      for (int b = 0; b < same.length; b++) {
        same[b] += each[b];
      }
    }
    lines.add("on what they were fitted to: " + percent(same, samples.size()));
    Files.createDirectories(Path.of("target/figures"));
    Files.write(Path.of("target/figures/weights.txt"), lines);
    Files.write(Path.of("target/weights.properties"), properties(weights));
    assertThat(mean[1] / left.length).isGreaterThan(0.6);
  }

  private static String percent(double[] sums, int count) {
    StringBuilder text = new StringBuilder("Edit@2k/4k/8k");
    for (double sum : sums) {
      text.append(String.format(Locale.ROOT, " %.1f", 100 * sum / count));
    }
    return text.toString();
  }

  private static List<String> properties(double[] weights) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Written by WeightsFitTest: logistic regression, what a change touches against what not.");
    for (int i = 0; i < Weights.NAMES.size(); i++) {
      lines.add(String.format(Locale.ROOT, "%s=%.5f", Weights.NAMES.get(i), weights[i]));
    }
    lines.add(String.format(Locale.ROOT, "constant=%.5f", weights[Weights.NAMES.size()]));
    return lines;
  }

  private Sample sample(JsonNode task) throws Exception {
    String repo = task.path("repo").asText();
    Path mirror = Path.of(System.getProperty("spadework.repos"), repo.replace('/', '+'), "repo");
    Path tree = Files.createTempDirectory(dir, "tree");
    git("clone", "-q", "-s", "-n", mirror.toString(), tree.toString());
    git("-C", tree.toString(), "checkout", "-q", task.path("base_commit").asText());
    Clone clone = Clone.around(tree);
    List<Past> past =
        clone.past(2_000).stream().map(c -> new Past(c.message(), c.paths())).toList();
    Recall recall = Recall.over(clone.root(), clone.tracked(), past);
    List<Clue> clues = recall.clues(task.path("task").asText()).candidates();
    JsonNode hunks = task.path("gold_hunks");
    int count = 0;
    for (JsonNode each : hunks) {
      count += each.size();
    }
    int all = count;
    delete(tree);
    return new Sample(
        repo,
        clues.stream().map(Clue::values).toArray(double[][]::new),
        clues.stream().mapToInt(Clue::file).toArray(),
        clues.stream().mapToInt(clue -> Tokens.of(clue.passage().chars())).toArray(),
        clues.stream()
            .mapToInt(clue -> Tokens.of(clue.passage().doc().path() + ":1-99,"))
            .toArray(),
        clues.stream().mapToDouble(clue -> worth(clue, hunks, all)).toArray());
  }

  private static double worth(Clue clue, JsonNode hunks, int all) {
    double worth = 0;
    for (JsonNode hunk : hunks.path(clue.passage().doc().path())) {
      int first = Math.max(1, hunk.get(0).asInt());
      int last = Math.max(1, hunk.get(1).asInt());
      int from = Math.max(first, clue.passage().from() + 1);
      int to = Math.min(last, clue.passage().to());
      worth += Math.max(0.0, to - from + 1) / (last - first + 1) / all;
    }
    return worth;
  }

  /** What {@link Snippets} would choose, without the texts. */
  private static double[] edit(Sample sample, double[] weights) {
    Weights fitted =
        new Weights(Arrays.copyOf(weights, weights.length - 1), weights[weights.length - 1]);
    double[] value =
        IntStream.range(0, sample.sizes.length)
            .mapToDouble(i -> fitted.odds(sample.clues[i]) - Math.log(sample.sizes[i] + 5))
            .toArray();
    int[] order =
        IntStream.range(0, value.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -value[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] got = new double[BUDGETS.length];
    for (int b = 0; b < got.length; b++) {
      int left = BUDGETS[b];
      Set<Integer> seen = new HashSet<>();
      for (int i : order) {
        int cost = sample.sizes[i] + (seen.contains(sample.files[i]) ? 0 : sample.headers[i]);
        if (cost <= left) {
          left -= cost;
          seen.add(sample.files[i]);
          got[b] += sample.worth[i];
        }
      }
    }
    return got;
  }

  /** Newton's method for ridge-penalised logistic regression, on standardised clues. */
  private static double[] fit(List<Sample> samples) {
    int size = Weights.NAMES.size() + 1;
    List<double[]> rows = new ArrayList<>();
    List<Double> worths = new ArrayList<>();
    for (Sample sample : samples) {
      for (int i = 0; i < sample.clues.length; i++) {
        rows.add(sample.clues[i]);
        worths.add(sample.worth[i]);
      }
    }
    double[] mean = new double[size];
    double[] spread = new double[size];
    for (double[] row : rows) {
      for (int j = 0; j < size - 1; j++) {
        mean[j] += row[j] / rows.size();
      }
    }
    for (double[] row : rows) {
      for (int j = 0; j < size - 1; j++) {
        spread[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.size();
      }
    }
    for (int j = 0; j < size; j++) {
      spread[j] = Math.sqrt(spread[j]) + 1e-9;
    }
    double[] beta = new double[size];
    double[] z = new double[size];
    z[size - 1] = 1;
    for (int step = 0; step < 20; step++) {
      double[] gradient = new double[size];
      double[][] hessian = new double[size][size];
      for (int r = 0; r < rows.size(); r++) {
        double dot = 0;
        for (int j = 0; j < size; j++) {
          z[j] = j < size - 1 ? (rows.get(r)[j] - mean[j]) / spread[j] : 1;
          dot += z[j] * beta[j];
        }
        double worth = worths.get(r);
        double weight = worth > 0 ? 5 * worth : 1;
        double p = 1 / (1 + Math.exp(-dot));
        double error = weight * ((worth > 0 ? 1 : 0) - p);
        double curve = weight * p * (1 - p) + 1e-9;
        for (int j = 0; j < size; j++) {
          gradient[j] += error * z[j];
          for (int k = 0; k <= j; k++) {
            hessian[j][k] += curve * z[j] * z[k];
          }
        }
      }
      for (int j = 0; j < size; j++) {
        gradient[j] -= RIDGE * beta[j];
        hessian[j][j] += RIDGE;
        for (int k = 0; k < j; k++) {
          hessian[k][j] = hessian[j][k];
        }
      }
      double[] move = solve(hessian, gradient);
      for (int j = 0; j < size; j++) {
        beta[j] += move[j];
      }
    }
    double[] weights = new double[size];
    weights[size - 1] = beta[size - 1];
    for (int j = 0; j < size - 1; j++) {
      weights[j] = beta[j] / spread[j];
      weights[size - 1] -= weights[j] * mean[j];
    }
    return weights;
  }

  /** Gauss' elimination; the matrix is positive definite, so no pivot is zero. */
  private static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      for (int j = i + 1; j < size; j++) {
        double factor = matrix[j][i] / matrix[i][i];
        for (int k = i; k < size; k++) {
          matrix[j][k] -= factor * matrix[i][k];
        }
        right[j] -= factor * right[i];
      }
    }
    double[] x = new double[size];
    for (int i = size - 1; i >= 0; i--) {
      double sum = right[i];
      for (int k = i + 1; k < size; k++) {
        sum -= matrix[i][k] * x[k];
      }
      x[i] = sum / matrix[i][i];
    }
    return x;
  }

  private static void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "advice.detachedHead=false"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }

  private static void delete(Path tree) throws IOException {
    try (var all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
