package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cage costs, against the plain command of Docker in the same run, taken in turns. */
@Tag("bench")
@Tag("docker")
class CageCostTest {
  private static final int ROUNDS = 40;
  private static final double MOST = 1.2;

  @TempDir Path dir;

  private interface Step {
    void run() throws Exception;
  }

  @Test
  void aContainerAndACommandCostLittleMoreThanPlainDocker() throws Exception {
    DockerEngine.assumeRunning();
    String owner = "bench-" + ProcessHandle.current().pid();
    Path tree = Files.createDirectory(dir.resolve("tree"));
    List<Double> ready = new ArrayList<>();
    List<Double> plainRun = new ArrayList<>();
    List<Double> commands = new ArrayList<>();
    List<Double> plainExec = new ArrayList<>();
    try (Sandboxes docker = Sandboxes.docker(DockerOptions.of(owner))) {
      Spec spec = new Spec("b-1", tree, DockerEngine.IMAGE, Optional.empty(), Limits.defaults());
      docker.open(spec).close(); // The image is prepared once, and the JVM has seen the code.
      for (int i = -3; i < ROUNDS; i++) {
        Sandbox[] opened = new Sandbox[1];
        note(ready, i, () -> opened[0] = docker.open(spec));
        note(
            plainRun,
            i,
            () -> cli("run", "-d", "--name", owner, DockerEngine.IMAGE, "sleep", "99"));
        for (int c = 0; c < 3; c++) {
          note(
              commands,
              i,
              () ->
                  assertThat(opened[0].run("true", spec.limits().commandTimeout()).succeeded())
                      .isTrue());
          note(plainExec, i, () -> cli("exec", owner, "true"));
        }
        opened[0].close();
        cli("rm", "-f", owner);
      }
    }
    double container = told("container ready", ready, "docker run -d", plainRun);
    double command = told("one command", commands, "docker exec", plainExec);
    assertThat(container).isLessThanOrEqualTo(MOST);
    assertThat(command).isLessThanOrEqualTo(MOST);
  }

  @Test
  void countingATreeOfFiftyThousandFilesTakesAFewPercentAtMost() throws Exception {
    for (int i = 0; i < 500; i++) {
      Path directory = Files.createDirectory(dir.resolve("d" + i));
      for (int k = 0; k < 100; k++) {
        Files.createFile(directory.resolve("f" + k));
      }
    }
    DiskWatch watch = new DiskWatch(List.of(dir), 4L << 30, System::nanoTime);
    DiskUse.of(dir, Long.MAX_VALUE);
    List<Double> counts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      note(counts, i, () -> DiskUse.of(dir, Long.MAX_VALUE));
    }
    watch.start();
    long start = System.nanoTime();
    long spent = 0;
    while (System.nanoTime() - start < 20_000_000_000L) {
      long asked = System.nanoTime();
      assertThat(watch.over()).isFalse();
      spent += System.nanoTime() - asked;
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(500);
    }
    double share = 100.0 * spent / (System.nanoTime() - start);
    figure(
        "counting 50,000 files: p50 %.0f ms, p95 %.0f ms; watched for 20 s: %.1f %% of the time"
            .formatted(at(counts, 50), at(counts, 95), share));
    assertThat(share).isLessThan(5);
  }

  private static void note(List<Double> all, int round, Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    if (round >= 0) {
      all.add((System.nanoTime() - start) / 1e6);
    }
  }

  private static double told(String ours, List<Double> mine, String plain, List<Double> theirs)
      throws IOException {
    double ratio = at(mine, 50) / at(theirs, 50);
    figure(
        "%s: p50 %.0f ms, p95 %.0f ms; %s: p50 %.0f ms, p95 %.0f ms; ratio of medians %.2f, n=%d"
            .formatted(
                ours,
                at(mine, 50),
                at(mine, 95),
                plain,
                at(theirs, 50),
                at(theirs, 95),
                ratio,
                mine.size()));
    return ratio;
  }

  private static void figure(String line) throws IOException {
    Files.writeString(
        Files.createDirectories(Path.of("target", "figures")).resolve("cage.txt"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static double at(List<Double> all, int percent) {
    List<Double> sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
  }

  private static void cli(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }
}
