package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestReportTest {
  @TempDir private Path tree;

  @ParameterizedTest
  @CsvSource({
    "surefire, 2, 1, 1, 1",
    "gradle, 2, 2, 0, 1",
    "pytest, 1, 2, 0, 2",
    "unittest, 1, 1, 1, 2",
    "node-spec, 1, 3, 0, 1",
    "node-tap, 1, 3, 0, 1",
    "jest, 1, 1, 0, 1",
    "vitest, 1, 1, 0, 1",
    "mocha, 1, 1, 0, 1",
    "go, 1, 1, 0, 1",
    "cargo, 1, 1, 0, 1",
    "junit-console, 1, 1, 0, 1",
  })
  void runnersOwnSummariesAreCounted(String run, int passed, int failed, int errors, int skipped)
      throws IOException {
    TestReport report = TestReport.read(tree, sample(run + ".txt"), Marks.NONE).orElseThrow();
    assertThat(report)
        .extracting(TestReport::passed, TestReport::failed, TestReport::errors, TestReport::skipped)
        .containsExactly(passed, failed, errors, skipped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "surefire | dev.acme.InvoiceCsvTest.quotesNames | Smith | InvoiceCsvTest.java:7",
        "surefire | dev.acme.InvoiceCsvTest.readsAll | no invoices | InvoiceCsvTest.java:9",
        "gradle | InvoiceCsvTest > quotesNames | but was: <Smith, Inc.> | InvoiceCsvTest.java:7",
        "pytest | test_csv.py::CsvTest::test_quotes | Smith | test_csv.py:5",
        "pytest | test_csv.py::CsvTest::test_reads | no invoices | test_csv.py:7",
        "unittest | test_csv.CsvTest.test_quotes | AssertionError | test_csv.py:5",
        "node-spec | quotes names | Smith | csv.test.js:3",
        "node-tap | quotes names | Smith | csv.test.js:3",
        "jest | csv › quotes names | Expected | src/csv.test.js:5",
        "vitest | src/csv.test.ts > csv > quotes names | expected | src/csv.test.ts:5",
        "go | TestQuotes | got Smith | csv_test.go:14",
        "mocha | csv quotes names | Smith | test/csv.js:6",
        "cargo | tests::quotes_names | left == right | src/lib.rs:4",
        "junit-console | JUnit Jupiter:InvoiceCsvTest:quotesNames() | Smith | InvoiceCsvTest.java:7",
      })
  void failuresHaveNameMessageAndPlace(String run, String name, String message, String place)
      throws IOException {
    TestReport report = TestReport.read(tree, sample(run + ".txt"), Marks.NONE).orElseThrow();
    assertThat(report.failures())
        .anySatisfy(
            failure -> {
              assertThat(failure.name()).isEqualTo(name);
              assertThat(failure.message()).contains(message);
              assertThat(failure.place().orElse("")).isEqualTo(place);
            });
  }

  @Test
  void noTestIsNamedTwice() throws IOException {
    for (String run :
        new String[] {"surefire", "pytest", "unittest", "cargo", "jest", "mocha", "go", "vitest"}) {
      TestReport report = TestReport.read(tree, sample(run + ".txt"), Marks.NONE).orElseThrow();
      assertThat(report.failures()).as(run).hasSize(report.failed() + report.errors());
    }
  }

  @Test
  void surefireXmlIsReadBeforeTheOutput() throws IOException {
    report("core/target/surefire-reports/TEST-a.xml", sample("TEST-dev.acme.InvoiceCsvTest.xml"));
    TestReport report = TestReport.read(tree, "9 passed, 0 failed", Marks.NONE).orElseThrow();
    assertThat(report.passed()).isEqualTo(2);
    assertThat(report.failures())
        .extracting(Failure::name, Failure::message, failure -> failure.place().orElse(""))
        .containsExactly(
            tuple("dev.acme.InvoiceCsvTest.readsAll", "no invoices", "InvoiceCsvTest.java:9"),
            tuple(
                "dev.acme.InvoiceCsvTest.quotesNames",
                "expected: \"\"Smith, Inc.\"\" but was: \"Smith, Inc.\"",
                "InvoiceCsvTest.java:7"));
  }

  @Test
  void modulesAddUpInXmlAndInOutput() throws IOException {
    String xml = sample("TEST-dev.acme.InvoiceCsvTest.xml");
    report("a/target/surefire-reports/TEST-a.xml", xml);
    report("b/build/test-results/test/TEST-b.xml", xml);
    assertThat(TestReport.read(tree, "", Marks.NONE).orElseThrow().ran()).isEqualTo(8);
    String two = sample("surefire.txt") + "\n" + sample("surefire.txt");
    assertThat(read(two).orElseThrow().ran()).isEqualTo(8);
  }

  @Test
  void suitesInSuitesAreCountedOnce() throws IOException {
    report("reports/junit.xml", sample("node-junit.xml"));
    TestReport report = TestReport.read(tree, "", Marks.NONE).orElseThrow();
    assertThat(report)
        .extracting(TestReport::passed, TestReport::failed, TestReport::skipped)
        .containsExactly(1, 2, 1);
    assertThat(report.failures().get(0).place()).contains("csv.test.js:3");
  }

  @Test
  void reportsOfAnEarlierRunAreNotRead() throws IOException {
    Path old =
        report("target/surefire-reports/TEST-a.xml", sample("TEST-dev.acme.InvoiceCsvTest.xml"));
    Marks before = Marks.of(tree);
    assertThat(TestReport.read(tree, "", before)).isEmpty();
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().plusSeconds(3600)));
    before = Marks.of(tree);
    assertThat(TestReport.read(tree, "", before)).isEmpty();
    report("target/surefire-reports/TEST-a.xml", sample("TEST-dev.acme.InvoiceCsvTest.xml") + "\n");
    assertThat(TestReport.read(tree, "", before)).isPresent();
  }

  @Test
  void hostileXmlReadsNoFileAndDoesNotBlowUp() throws IOException {
    Path secret = Files.writeString(tree.resolve("secret.txt"), "hunter2");
    report(
        "target/surefire-reports/TEST-a.xml",
        "<!DOCTYPE x [<!ENTITY s SYSTEM \""
            + secret.toUri()
            + "\">"
            + "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
            + "<testsuite><testcase name=\"t\"><failure message=\"m\">&s;&b;</failure></testcase>"
            + "</testsuite>");
    report("target/surefire-reports/TEST-b.xml", "<testsuite><testcase name=\"cut");
    report("target/surefire-reports/TEST-c.xml", "<html><testcase/></html>");
    Path outside =
        Files.writeString(tree.resolve("other.xml"), "<testsuite><testcase/></testsuite>");
    Files.createSymbolicLink(tree.resolve("target/surefire-reports/TEST-d.xml"), outside);
    assertThat(TestReport.read(tree, "", Marks.NONE).toString()).doesNotContain("hunter2", "aaaa");
    assertThat(TestReport.read(tree, "", Marks.NONE).map(TestReport::passed).orElse(0)).isZero();
  }

  @Test
  void plainCountsAreTheLastResort() {
    assertThat(read("compiling\n3 passed, 1 failed\nFAIL quotesNames: got a").get())
        .isEqualTo(
            new TestReport(
                3,
                1,
                0,
                0,
                java.util.List.of(
                    new Failure("quotesNames", "got a", Optional.empty(), java.util.List.of()))));
    assertThat(read("\u001B[32mTests: 4 passed, 0 failed\u001B[0m").get().passed()).isEqualTo(4);
    assertThat(read("ok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP\n1..3").get().ran()).isEqualTo(2);
  }

  @Test
  void whereNothingIsCountedNothingIsSaid() {
    assertThat(read("BUILD SUCCESS\nok  \texample.com/billing\t0.003s")).isEmpty();
    assertThat(read("")).isEmpty();
    assertThat(read("0 errors")).isEmpty();
  }

  @Test
  void aRunnerThatSaysItRanNothingIsBelieved() {
    for (String none : new String[] {"Tests run: 0, Failures: 0, Errors: 0", "Ran 0 tests in 0s"}) {
      assertThat(read("No tests to run.\n" + none)).contains(TestReport.none());
    }
    assertThat(read("Ran 0 tests in 0s\n3 passed").orElseThrow().passed()).isEqualTo(3);
  }

  @Test
  void linesMadeToStallTheReaderDoNot() {
    String line = "111 ".repeat(120);
    assertThat(read((line + "\nTests  " + line + "\n").repeat(200))).isEmpty();
  }

  @Test
  void linesOfSingleTestsAreNotAddedUpWhereSomeAreLost() throws IOException {
    String lost = "\n[... 5000 bytes left out ...]\n";
    for (String run : new String[] {"go", "node-tap-lines"}) {
      String lines = run.equals("go") ? sample("go.txt") : "ok 1 - a\nnot ok 2 - b\nok 3 - c\n1..3";
      assertThat(read(lines)).as(run).isPresent();
      assertThat(RunnerOutput.read(lines + lost + lines, true)).as(run).isEmpty();
    }
    assertThat(RunnerOutput.read("ok 1 - a" + lost + "3 passed, 1 failed", true).get().failed())
        .isEqualTo(1);
    assertThat(RunnerOutput.read(lost + sample("pytest.txt"), true)).isPresent();
  }

  private static Optional<TestReport> read(String output) {
    return RunnerOutput.read(output, false);
  }

  private Path report(String path, String xml) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, xml);
  }

  private static String sample(String name) throws IOException {
    try (InputStream in = TestReportTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
