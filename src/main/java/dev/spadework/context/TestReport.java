package dev.spadework.context;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a test run counted.
 *
 * @param failed tests whose assertion did not hold
 * @param errors tests that broke in another way; runners that make no difference count as failed
 * @param skipped tests that were not run on purpose
 * @param failures those that failed or broke, as far as they are named, in the runner's order
 * @param passes names of those that passed, where the runner names them; at most 50,000
 */
public record TestReport(
    int passed, int failed, int errors, int skipped, List<Failure> failures, List<String> passes) {
  private static final int NAMES = 50_000;

  public TestReport {
    failures = List.copyOf(failures);
    passes = List.copyOf(passes);
  }

  /** Of a runner that does not name what passed. */
  public TestReport(int passed, int failed, int errors, int skipped, List<Failure> failures) {
    this(passed, failed, errors, skipped, failures, List.of());
  }

  /**
   * Reads the JUnit XML files that a run wrote; where there are none, the summary that its runner
   * printed. Surefire, Gradle, JUnit's console, pytest, unittest, go test, cargo, TAP and the node
   * runner, jest, vitest, mocha, RSpec, PHPUnit, dotnet test and a plain "N passed, N failed" are
   * known.
   *
   * @param output of the run
   * @param cut whether the middle of the output was left out: then summaries are read and nothing
   *     is added up that has a line for each test or class, as {@code go test -v}, TAP and
   *     Surefire's classes do
   * @param before the reports that lay there before the run; they do not count
   * @return empty if no count can be read: the exit code decides then
   */
  public static Optional<TestReport> read(Path tree, String output, boolean cut, Marks before) {
    Optional<TestReport> xml = JUnitXml.read(tree, before);
    return xml.filter(TestReport::counted).or(() -> RunnerOutput.read(output, cut)).or(() -> xml);
  }

  /** The same for output that is whole. */
  public static Optional<TestReport> read(Path tree, String output, Marks before) {
    return read(tree, output, false, before);
  }

  /** Tests that ran: passed, failed or broke. */
  public int ran() {
    return passed + failed + errors;
  }

  boolean counted() {
    return ran() + skipped > 0;
  }

  /** Of a run without tests. */
  public static TestReport none() {
    return new TestReport(0, 0, 0, 0, List.of());
  }

  TestReport plus(TestReport other) {
    List<Failure> all = new ArrayList<>(failures);
    all.addAll(other.failures);
    List<String> names = new ArrayList<>(passes);
    names.addAll(other.passes);
    return new TestReport(
        passed + other.passed,
        failed + other.failed,
        errors + other.errors,
        skipped + other.skipped,
        all,
        names.size() <= NAMES ? names : names.subList(0, NAMES));
  }
}
