package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real bash runs of a command that never may is not allowed, however it is hidden. Lines
 * that the policy allows are run by bash, without a network and with a read-only system, where the
 * command is a script that leaves a mark.
 */
class CommandFuzzTest {
  private static final Path BWRAP = Path.of("/usr/bin/bwrap");

  private static final String DRIVER =
      """
      cd /tmp
      export fake=$1/bin PATH=$1/bin:/usr/bin:/bin
      while IFS= read -r -d '' line; do
        MARK=$1/marks/$((++n)) timeout -s KILL 5 bash -c "$line" </dev/null >/dev/null 2>&1
      done < "$1/lines"
      true
      """;

  @TempDir Path dir;

  @Test
  void whatBashRunsIsNotAllowed() throws Exception {
    fuzz(1, 1_000);
  }

  @Test
  void theDisguisesAreReal() throws Exception {
    Disguise disguise = new Disguise(new Random(7));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(disguise.next());
    }
    assertThat(run(lines).size()).as("lines that ran it").isGreaterThan(40);
  }

  @Test
  @Tag("bench")
  void aHundredThousandLines() throws Exception {
    String figures = fuzz(2, 100_000);
    Path out = Files.createDirectories(Path.of("target", "figures")).resolve("fuzz.txt");
    Files.writeString(out, figures + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String fuzz(long seed, int count) throws Exception {
    Disguise disguise = new Disguise(new Random(seed));
    List<String> allowed = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    long early = 0;
    long slowest = 0;
    for (int i = 0; i < count; i++) {
      boolean exact = i % 2 == 0;
      String line = exact ? disguise.next() : disguise.mangled();
      long start = System.nanoTime();
      Verdict verdict = CommandPolicy.standard().judge(line);
      slowest = Math.max(slowest, System.nanoTime() - start);
      if (verdict.action() == Verdict.Action.ALLOW) {
        allowed.add(line);
      }
      early = i == count / 10 ? used() : early;
    }
    long late = used();
    List<String> ran = run(allowed);
    wrong.addAll(ran);
    assertThat(wrong).as("allowed, and bash ran it").isEmpty();
    assertThat(late - early).as("memory kept").isLessThan(16 << 20);
    return count
        + " command lines: "
        + allowed.size()
        + " allowed and none of them ran it; slowest "
        + TimeUnit.NANOSECONDS.toMillis(slowest)
        + " ms; heap "
        + (late >> 20)
        + " MiB after all, "
        + (early >> 20)
        + " MiB after a tenth";
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Which of the lines run it. */
  private List<String> run(List<String> lines) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(BWRAP), "needs bubblewrap");
    Path place = Files.createTempDirectory(dir, "run").toRealPath();
    Files.createDirectories(place.resolve("marks"));
    Path kubectl = Files.createDirectories(place.resolve("bin")).resolve("kubectl");
    Files.writeString(kubectl, "#!/bin/sh\n: > \"$MARK\"\n");
    assertThat(kubectl.toFile().setExecutable(true)).isTrue();
    List<String> runnable = lines.stream().filter(line -> line.indexOf('\0') < 0).toList();
    Files.writeString(place.resolve("lines"), String.join("\0", runnable) + "\0");
    Process process =
        new ProcessBuilder(
                BWRAP.toString(),
                "--ro-bind",
                "/",
                "/",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "--tmpfs",
                "/tmp",
                "--bind",
                place.toString(),
                place.toString(),
                "--unshare-all",
                "--die-with-parent",
                "bash",
                "-c",
                DRIVER,
                "bash",
                place.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assumeTrue(process.exitValue() == 0, "bubblewrap may make no namespaces here");
    List<String> ran = new ArrayList<>();
    for (int i = 0; i < runnable.size(); i++) {
      if (Files.exists(place.resolve("marks/" + (i + 1)))) {
        ran.add(runnable.get(i));
      }
    }
    return ran;
  }
}
