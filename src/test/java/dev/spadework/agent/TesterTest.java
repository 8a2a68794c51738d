package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Result.Status;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.task.TestRun.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a test run is taken for. */
class TesterTest {
  @TempDir Path dir;

  private TestRun run(Result result) throws Exception {
    Shed shed = new Shed(dir);
    shed.write("a.txt", "1\n");
    shed.commands = command -> result;
    return shed.tests();
  }

  @ParameterizedTest
  @CsvSource({
    "EXITED, 0, '3 passed, 0 failed', PASSED",
    "EXITED, 1, '2 passed, 1 failed', FAILED",
    "EXITED, 1, 'no count at all', FAILED",
    "EXITED, 0, 'no count at all', COULD_NOT_RUN",
    "EXITED, 0, '> Task :test UP-TO-DATE', PASSED",
    "EXITED, 1, '[ERROR] COMPILATION ERROR : ', FAILED",
    "EXITED, 1, 'Could not resolve dependencies for project', COULD_NOT_RUN",
    "EXITED, 5, 'no tests ran in 0.01s', COULD_NOT_RUN",
    "EXITED, 1, 'Tests run: 500, Failures: 0, Errors: 0, Skipped: 0', FAILED",
    "EXITED, 1, '3 passed, 0 failed', FAILED",
    "EXITED, 0, '2 passed, 1 failed', FAILED",
    "EXITED, 0, 'Tests run: 0, Failures: 0, Errors: 0, Skipped: 0', COULD_NOT_RUN",
    "EXITED, 0, 'Ran 0 tests in 0.000s', COULD_NOT_RUN",
    "EXITED, 0, '4 skipped in 0.1s', COULD_NOT_RUN",
    "EXITED, 0, '0 errors', COULD_NOT_RUN",
    "EXITED, 126, 'not executable', COULD_NOT_RUN",
    "EXITED, 127, 'mvn: not found', COULD_NOT_RUN",
    "EXITED, 137, 'killed', FAILED",
    "TIMED_OUT, -1, '3 passed, 0 failed', TIMED_OUT",
    "OUT_OF_MEMORY, 137, '3 passed, 0 failed', OUT_OF_MEMORY",
    "DISK_FULL, 1, '3 passed, 0 failed', DISK_FULL"
  })
  void theVerdict(Status status, int exit, String output, Verdict verdict) throws Exception {
    assertThat(run(Shed.result(status, exit, output)).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'no count at all', PASSED",
    "1, 'no count at all', FAILED",
    "1, '[ERROR] COMPILATION ERROR : ', COULD_NOT_RUN",
    "1, 'error: could not compile `billing`', COULD_NOT_RUN",
    "2, 'FAIL\texample.com/a [build failed]', COULD_NOT_RUN",
    "1, '1 passed, 1 failed\nerror TS2322: no', FAILED",
  })
  void theVerdictOnTheBaseItself(int exit, String output, Verdict verdict) {
    Result result = Shed.exited(exit, output);
    assertThat(
            Verdicts.of(
                result,
                dev.spadework.context.TestReport.read(
                    dir, output, dev.spadework.context.Marks.NONE),
                Optional.empty()))
        .isEqualTo(verdict);
  }

  @Test
  void countsFailuresAndTheWholeOutputAreKept() throws Exception {
    Shed shed = new Shed(dir);
    shed.commands = command -> Shed.exited(1, "FAILED exports\n2 passed, 1 failed");
    TestRun run = shed.write("a.txt", "1\n").tests();
    assertThat(run.counts()).contains(new TestRun.Counts(2, 1, 0));
    assertThat(run.excerpt()).contains("FAILED exports");
    assertThat(shed.notebook.kept(run.output()).map(b -> new String(b, StandardCharsets.UTF_8)))
        .contains("FAILED exports\n2 passed, 1 failed");
    assertThat(run.tree()).isEqualTo(shed.tree.snapshot());
    assertThat(shed.notebook.all(TaskEvent.TestsStarted.class).get(0).tree()).isEqualTo(run.tree());
  }

  @Test
  void aFailureInTheReportCountsAlsoWhenTheCommandSaysAllIsWell() throws Exception {
    Shed shed = new Shed(dir);
    shed.commands =
        command -> {
          report(shed, "target/surefire-reports/TEST-x.xml");
          return Shed.exited(0, "BUILD SUCCESS");
        };
    TestRun run = shed.write("a.txt", "1\n").write(".gitignore", "target\n").tests();
    assertThat(run.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(run.counts()).contains(new TestRun.Counts(1, 1, 0));
    assertThat(run.failures().get(0).name()).contains("quotes");
  }

  @Test
  void testsAreNotCountedByLinesWhereSomeAreLost() throws Exception {
    Shed shed = new Shed(dir);
    String lines = "--- PASS: TestA (0.00s)\n--- PASS: TestB (0.00s)\nok";
    shed.commands = command -> Shed.exited(0, lines);
    assertThat(shed.write("a.txt", "1\n").tests().counts()).isPresent();
    long more = dev.spadework.sandbox.Limits.defaults().outputBytes() + 1;
    shed.commands =
        command -> new Result(Status.EXITED, 0, lines, more, java.time.Duration.ofSeconds(1));
    assertThat(shed.write("a.txt", "2\n").tests().counts()).isEmpty();
  }

  private static void report(Shed shed, String path) {
    shed.write(
        path,
        "<testsuite name=\"CsvTest\" tests=\"2\" failures=\"1\">"
            + "<testcase classname=\"CsvTest\" name=\"plain\"/>"
            + "<testcase classname=\"CsvTest\" name=\"quotes\">"
            + "<failure message=\"expected x\">at CsvTest.java:31</failure></testcase>"
            + "</testsuite>");
    try {
      Files.setLastModifiedTime(shed.tree.root().resolve(path), FileTime.from(shed.notebook.now()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aReportOfAnEarlierRunDoesNotCount() throws Exception {
    Shed shed = new Shed(dir);
    report(shed, "target/surefire-reports/TEST-x.xml");
    Files.setLastModifiedTime(
        shed.tree.root().resolve("target/surefire-reports/TEST-x.xml"),
        FileTime.from(shed.notebook.now().minusSeconds(60)));
    assertThat(shed.write(".gitignore", "target\n").tests().verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void whatARunLeavesBehindIsNoPartOfTheChange() throws Exception {
    Shed shed = new Shed(dir).write("a.txt", "1\n");
    String before = shed.tree.snapshot();
    shed.commands =
        command -> {
          shed.write("junk/report.html", "x").write("a.txt", "overwritten by the tests");
          return Shed.exited(0, "3 passed, 0 failed");
        };
    assertThat(shed.tests().tree()).isEqualTo(before);
    assertThat(shed.tree.snapshot()).isEqualTo(before);
    assertThat(shed.read("a.txt")).isEqualTo("1\n");
    assertThat(shed.tree.root().resolve("junk")).doesNotExist();
  }

  @Test
  void whatIsIgnoredMayStay() throws Exception {
    Shed shed = new Shed(dir).write("a.txt", "1\n").write(".gitignore", "target\n");
    shed.commands =
        command -> {
          shed.write("target/cache", "warm");
          return Shed.exited(0, "3 passed, 0 failed");
        };
    shed.tests();
    assertThat(shed.read("target/cache")).isEqualTo("warm");
  }

  @Test
  void withoutACommandTheTestsCouldNotRunAndNothingIsTried() throws Exception {
    Shed shed = new Shed(dir, Optional.empty());
    shed.commands =
        command -> {
          throw new AssertionError("ran " + command);
        };
    TestRun run = shed.write("a.txt", "1\n").tests();
    assertThat(run.verdict()).isEqualTo(Verdict.COULD_NOT_RUN);
    assertThat(run.command()).isEmpty();
  }

  @Test
  void theCommandIsReadOffTheBaseSoThatAChangeCannotChooseIt() throws Exception {
    Shed shed = new Shed(dir, Optional.empty());
    assertThat(shed.write("test.sh", "echo 99 passed").tests().verdict())
        .isEqualTo(Verdict.COULD_NOT_RUN);
  }

  @Test
  void aSandboxThatWentAwayIsNoVerdict() throws Exception {
    Shed shed = new Shed(dir);
    shed.commands = command -> Shed.result(Status.LOST, -1, "");
    assertThatThrownBy(shed::tests)
        .isInstanceOf(Trouble.class)
        .matches(e -> ((Trouble) e).temporary());
    assertThat(shed.notebook.all(TaskEvent.TestsRan.class)).hasSize(1);
  }
}
