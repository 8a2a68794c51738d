package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.slack.Figures;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.OneCommit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the index costs on real repositories: {@code -Dspadework.tasks=FILE} holds tasks as for
 * {@link WeightsFitTest}, {@code -Dspadework.repos=DIR} bare repositories as {@code
 * owner+name/repo}. Each figure is told twice: by the clock, and by the processor time of the
 * thread, which does not count what else the machine does.
 */
@Tag("bench")
@EnabledIfSystemProperty(named = "spadework.tasks", matches = ".+")
class IndexBenchTest {
  private static final int BUDGET = 4_000;
  private static final int COMMITS = 50;

  @TempDir private Path dir;

  private record Took(Duration clock, Duration own) {}

  private interface Work {
    void run() throws InterruptedException;
  }

  @Test
  void whatTheIndexCosts() throws Exception {
    List<JsonNode> tasks = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty("spadework.tasks")))) {
      tasks.add(new ObjectMapper().readTree(line));
    }
    for (String repo : tasks.stream().map(task -> task.path("repo").asText()).distinct().toList()) {
      measure(
          repo,
          tasks.stream()
              .filter(task -> task.path("repo").asText().equals(repo))
              .map(task -> task.path("task").asText())
              .toList());
    }
  }

  private void measure(String repo, List<String> tasks) throws Exception {
    Path git = Path.of(System.getProperty("spadework.repos"), repo.replace('/', '+'), "repo");
    List<String> commits =
        Git.in(git)
            .run("rev-list", "--first-parent", "-n", "" + (COMMITS + 1), "HEAD")
            .lines()
            .toList();
    String first = commits.get(COMMITS);
    Path home = dir.resolve(repo.replace('/', '+'));
    Took cold;
    Took known;
    List<Took> diffs = new ArrayList<>();
    List<Took> queries = new ArrayList<>();
    long memory;
    try (Index index = Index.in(home, Clock.systemUTC())) {
      cold = time(() -> index.recall(repo, at(git, first)));
      known = time(() -> index.recall(repo, at(git, first)));
      for (int i = COMMITS - 1; i >= 0; i--) {
        String commit = commits.get(i);
        diffs.add(time(() -> index.recall(repo, at(git, commit))));
      }
      Recall recall = index.recall(repo, at(git, commits.get(0)));
      for (String task : tasks) {
        recall.snippets(task, BUDGET);
      }
      for (String task : tasks) {
        queries.add(time(() -> recall.snippets(task, BUDGET)));
      }
      memory = index.bytes();
    }
    Took again;
    try (Index index = Index.in(home, Clock.systemUTC())) {
      again = time(() -> index.recall(repo, at(git, commits.get(0))));
    }
    Took warmCold;
    try (Index index = Index.in(dir.resolve("again"), Clock.systemUTC())) {
      warmCold = time(() -> index.recall(repo, at(git, commits.get(0))));
    }
    List<Material.Listed> files = at(git, commits.get(0)).files();
    note(
        "%s: %d files; cold %s, cold once the program is warm %s, same commit again %s, after a"
            + " restart %s",
        repo, files.size(), show(cold), show(warmCold), show(known), show(again));
    note(
        "%s: %d commits one after the other: median %s, p95 %s, longest %s; %.3f of a cold start",
        repo,
        COMMITS,
        show(diffs, 50),
        show(diffs, 95),
        show(diffs, 100),
        percentile(diffs, 50).own.toNanos() / (double) warmCold.own.toNanos());
    note(
        "%s: %d tasks at %d tokens: median %s, p95 %s, longest %s; memory %d KB, file %d KB",
        repo,
        tasks.size(),
        BUDGET,
        show(queries, 50),
        show(queries, 95),
        show(queries, 100),
        memory >> 10,
        size(home) >> 10);
    assertThat(percentile(diffs, 50).own).isLessThan(warmCold.own.dividedBy(3));
  }

  private static OfCommit at(Path git, String commit) {
    return new OfCommit(new OneCommit(git, commit));
  }

  private static Took time(Work work) throws InterruptedException {
    long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    work.run();
    return new Took(
        Duration.ofNanos(System.nanoTime() - start),
        Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - own));
  }

  private static Took percentile(List<Took> all, int percent) {
    return new Took(
        Figures.percentile(all.stream().map(Took::clock).toList(), percent),
        Figures.percentile(all.stream().map(Took::own).toList(), percent));
  }

  private static String show(List<Took> all, int percent) {
    return show(percentile(all, percent));
  }

  private static String show(Took took) {
    return String.format(
        Locale.ROOT, "%.1f ms (own %.1f)", took.clock.toNanos() / 1e6, took.own.toNanos() / 1e6);
  }

  private static long size(Path home) throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.list(home)) {
      for (Path each : files.toList()) {
        size += Files.size(each);
      }
    }
    return size;
  }

  private static void note(String line, Object... values) throws IOException {
    Figures.note("index", String.format(Locale.ROOT, line, values));
  }
}
