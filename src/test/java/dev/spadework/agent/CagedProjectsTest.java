package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.sandbox.DockerEngine;
import dev.spadework.task.TestRun;
import dev.spadework.task.TestRun.Verdict;
import dev.spadework.workspace.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small projects of each kind, with nothing said of them in the settings: setup with a network,
 * then their tests without one, in all the ways that tests end. Python, Go, Rust and Gradle use
 * what Debian has; Maven and npm fetch from their registries.
 */
@Tag("docker")
class CagedProjectsTest {
  private static final String OWNER = "projects-" + ProcessHandle.current().pid();
  private static final Path PROJECTS = Path.of("src/test/resources/projects");

  @TempDir Path dir;

  @BeforeAll
  static void needsAnEngine() throws InterruptedException {
    DockerEngine.assumeRunning(DockerEngine.POLYGLOT);
  }

  @AfterAll
  static void removeImagesOfTheseSetups() {
    Yard.forget(OWNER);
  }

  /** Columns: the project, a file with all its tests, and the names of the tests that fail. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "maven, src/test/java/dev/acme/MoneyTest.java, dev.acme.MoneyTest.fails,"
        + " dev.acme.MoneyTest.breaks, 20",
    "gradle, src/test/java/dev/acme/MoneyTest.java, dev.acme.MoneyTest.fails,"
        + " dev.acme.MoneyTest.breaks, 30",
    "pytest, test_money.py, test_money.test_fails, test_money.test_breaks, 8",
    "unittest, test_money.py, test_money.MoneyTest.test_fails,"
        + " test_money.MoneyTest.test_breaks, 8",
    "npm, wait.test.js, fails, breaks, 8",
    "go, money_test.go, TestFails, TestBreaks, 15",
  })
  void testsEndAsTheyEnd(String project, String tests, String fails, String breaks, int hangs)
      throws Exception {
    Map<String, String> files = files(PROJECTS.resolve(project));
    Git source = Git.init(dir.resolve("source"));
    files.forEach(source::write);
    source.commit("A project");
    try (Yard yard =
        new Yard(
            dir.resolve("data"),
            source,
            OWNER,
            DockerEngine.POLYGLOT,
            Yard.Settled.nothing("acme/" + project),
            Duration.ofMinutes(3))) {
      assertCounts(yard.baseline(), Verdict.PASSED, 2, 0, 0);
      assertThat(yard.snapshot()).isEqualTo(yard.baseTree());

      TestRun mixed = yard.tests(files(changed(project, "mixed")));
      assertCounts(mixed, Verdict.FAILED, 1, 2, 1);
      assertThat(mixed.failures())
          .extracting(TestRun.Failure::name)
          .anySatisfy(name -> assertThat(name).endsWith(fails))
          .anySatisfy(name -> assertThat(name).endsWith(breaks));
      assertThat(mixed.failures()).extracting(TestRun.Failure::message).noneMatch(String::isBlank);

      TestRun none = yard.tests(Map.of(tests, ""));
      assertThat(none.verdict()).as(none.excerpt()).isEqualTo(Verdict.COULD_NOT_RUN);
      assertThat(none.counts().map(TestRun.Counts::total).orElse(0)).isZero();

      TestRun broken = yard.tests(files(changed(project, "broken")));
      assertThat(broken.verdict()).as(broken.excerpt()).isEqualTo(Verdict.FAILED);
      assertThat(broken.counts().map(TestRun.Counts::passed).orElse(0)).isZero();

      TestRun hung = yard.hurried(files(changed(project, "hang")), Duration.ofSeconds(hangs));
      assertThat(hung.verdict()).as(hung.excerpt()).isEqualTo(Verdict.TIMED_OUT);
    }
  }

  @Test
  @Tag("bench")
  void testsOfACrateEndAsTheyEnd() throws Exception {
    testsEndAsTheyEnd("cargo", "tests/money.rs", "fails", "breaks", 20);
  }

  private static void assertCounts(
      TestRun run, Verdict verdict, int passed, int failed, int skipped) {
    assertThat(run.verdict()).as(run.command() + "\n" + run.excerpt()).isEqualTo(verdict);
    assertThat(run.counts())
        .as(run.excerpt())
        .isEqualTo(Optional.of(new TestRun.Counts(passed, failed, skipped)));
  }

  private static Path changed(String project, String how) {
    return PROJECTS.resolve(project + "." + how);
  }

  /** A name of its own, since git would heed it here too. */
  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = directory.relativize(file).toString();
        files.put(path.equals("gitignore") ? ".gitignore" : path, Files.readString(file));
      }
    }
    return files;
  }
}
