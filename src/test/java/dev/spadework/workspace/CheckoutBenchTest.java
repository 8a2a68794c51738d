package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task's checkout against a fresh clone of the same repository, in one run. The repository is
 * {@code -Drepository=<bare>}, else one of 6,000 commits that is made here.
 */
@Tag("bench")
class CheckoutBenchTest {
  private static final String NAME = "acme/big";
  private static final int ROUNDS = 9;
  private static final int BEHIND = 20;

  @TempDir Path temp;
  private GitHttpServer server;
  private Git served;
  private Remote remote;
  private int tasks;

  private interface Step {
    void run() throws Exception;
  }

  @Test
  void aCheckoutCostsAFractionOfAClone() throws Exception {
    String given = System.getProperty("repository", "");
    Path bare = given.isEmpty() ? LongHistory.of(6_000, temp.resolve("made")) : Path.of(given);
    try (GitHttpServer http = GitHttpServer.start(temp.resolve("served"), "token")) {
      server = http;
      served = http.adopt(NAME, bare);
      remote = new Remote(NAME, http.url(NAME), Optional.of("token"));
      measure();
    }
  }

  private void measure() throws Exception {
    String branch = served.run("symbolic-ref", "--short", "HEAD").strip();
    String tip = served.run("rev-parse", "HEAD").strip();
    String behind = served.run("rev-parse", "HEAD~" + BEHIND).strip();
    List<Long> byHttp = new ArrayList<>();
    List<Long> byPath = new ArrayList<>();
    List<Long> ready = new ArrayList<>();
    List<Long> moved = new ArrayList<>();
    List<Long> empty = new ArrayList<>();
    List<Long> refill = new ArrayList<>();
    long cloneGit = 0;
    long taskGit = 0;
    try (Workspace workspace =
        Workspace.at(temp.resolve("data"), Redactor.of(List.of()), new PoolSettings(1, 4L << 30))) {
      first(workspace, branch);
      for (int round = 0; round < ROUNDS; round++) {
        Path clone = temp.resolve("clone-" + round);
        byHttp.add(time(() -> clone(remote.url(), clone)));
        cloneGit = bytes(clone.resolve(".git"));
        delete(clone);
        byPath.add(time(() -> clone(served.directory().toString(), clone)));
        delete(clone);

        empty.add(time(() -> task(workspace, branch)));
        refill.add(time(workspace::awaitPool));
        ready.add(time(() -> task(workspace, branch)));
        taskGit = taskGit();
        workspace.awaitPool();
        // The waiting tree is of the tip; the task wants another commit, whose base is new too.
        served.run("update-ref", "refs/heads/" + branch, behind);
        forgetBase(behind);
        moved.add(time(() -> task(workspace, branch)));
        served.run("update-ref", "refs/heads/" + branch, tip);
        workspace.awaitPool();
        emptyPool();
      }
    }
    String line =
        "%s commits, %s files: clone over HTTP 100 %% (%d ms), from a path %.0f %%; a task's pin and"
            + " checkout from the pool %.1f %% (%.1f %% of the path's), %d commits behind %.1f %%,"
            + " with an empty pool %.0f %%; refill %.0f %%; its .git %.2f %% of the clone's";
    double http = (double) median(byHttp);
    note(
        String.format(
            Locale.ROOT,
            line,
            served.run("rev-list", "--count", "HEAD").strip(),
            served.run("ls-tree", "-r", "--name-only", "HEAD").lines().count(),
            median(byHttp) / 1_000_000,
            100 * median(byPath) / http,
            100 * median(ready) / http,
            100.0 * median(ready) / median(byPath),
            BEHIND,
            100 * median(moved) / http,
            100 * median(empty) / http,
            100 * median(refill) / http,
            100.0 * taskGit / cloneGit));
    assertThat(median(ready) / http).isLessThanOrEqualTo(0.15);
    assertThat(median(moved) / http).isLessThanOrEqualTo(0.15);
    assertThat((double) taskGit / cloneGit).isLessThanOrEqualTo(0.05);
  }

  /** The mirror is made once for a repository, as the clone of a person is. */
  private void first(Workspace workspace, String branch) throws Exception {
    task(workspace, branch);
    workspace.awaitPool();
    emptyPool();
  }

  private void task(Workspace workspace, String branch) throws Exception {
    Base base = workspace.pin(remote, branch);
    workspace.open("t-%08d".formatted(++tasks), remote, base.commit());
  }

  private long taskGit() throws IOException {
    Path home = temp.resolve("data/trees/t-%08d".formatted(tasks));
    return bytes(home.resolve(Plot.GIT)) + bytes(home.resolve("replica"));
  }

  private void forgetBase(String commit) throws IOException {
    try (Stream<Path> families = Files.list(temp.resolve("data/bases"))) {
      for (Path family : families.toList()) {
        Removal.of(family.resolve(commit));
      }
    }
  }

  private void emptyPool() throws IOException {
    Removal.of(temp.resolve("data/pool"));
  }

  private void clone(String from, Path to) {
    Git.in(temp)
        .run(
            "-c",
            "http.extraHeader=Authorization: " + server.authorization(),
            "clone",
            "-q",
            from,
            to.toString());
  }

  private static void delete(Path directory) throws IOException {
    Removal.of(directory);
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      long sum = 0;
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        sum += Files.size(each);
      }
      return sum;
    }
  }

  private static long time(Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    return System.nanoTime() - start;
  }

  private static long median(List<Long> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }

  private static void note(String line) throws IOException {
    Files.writeString(
        Files.createDirectories(Path.of("target", "figures")).resolve("checkout.txt"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
