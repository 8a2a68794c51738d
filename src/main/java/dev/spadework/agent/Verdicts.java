package dev.spadework.agent;

import dev.spadework.context.NotRun;
import dev.spadework.context.TestReport;
import dev.spadework.sandbox.Result;
import dev.spadework.task.TestRun;
import dev.spadework.task.TestRun.Verdict;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a test run is taken for. Output alone makes no pass: a command that fails is red whatever it
 * prints, and one that counts no test has shown nothing.
 */
final class Verdicts {
  /** Exit codes of a shell that could not start the command. */
  private static final int CANNOT_EXECUTE = 126;

  private static final int NOT_FOUND = 127;

  /** How build tools say that the tests of the same sources have passed before. */
  private static final Pattern NOT_AGAIN =
      Pattern.compile("\\b(?:UP-TO-DATE|FROM-CACHE|FULL TURBO|cache hit)\\b");

  private Verdicts() {}

  /**
   * Decides.
   *
   * @param report what was counted; empty where that is not known
   * @param base the run on the base; empty for the base itself. Where its tests could be run, it is
   *     the change that does not compile, which is red and for the agent to mend; where they were
   *     counted, silence is no pass
   */
  static Verdict of(Result result, Optional<TestReport> report, Optional<TestRun> base) {
    if (result.status() == Result.Status.TIMED_OUT) {
      return Verdict.TIMED_OUT;
    }
    if (result.status() == Result.Status.OUT_OF_MEMORY) {
      return Verdict.OUT_OF_MEMORY;
    }
    if (result.status() == Result.Status.DISK_FULL) {
      return Verdict.DISK_FULL;
    }
    if (notStarted(result)) {
      return Verdict.COULD_NOT_RUN;
    }
    if (result.exit() != 0) {
      return failed(result, report, base.filter(Verdicts::ran).isPresent());
    }
    if (report.isPresent() && report.get().failed() + report.get().errors() > 0) {
      return Verdict.FAILED;
    }
    return nothingRan(report) || silenced(result, report, base)
        ? Verdict.COULD_NOT_RUN
        : Verdict.PASSED;
  }

  private static boolean ran(TestRun base) {
    return base.verdict() != Verdict.COULD_NOT_RUN && !base.outgrew();
  }

  /** Whether tests were counted before the change and none can be counted now. */
  private static boolean silenced(
      Result result, Optional<TestReport> report, Optional<TestRun> base) {
    return report.isEmpty()
        && base.flatMap(TestRun::counts).filter(counts -> counts.total() > 0).isPresent()
        && !NOT_AGAIN.matcher(result.output()).find();
  }

  private static Verdict failed(Result result, Optional<TestReport> report, boolean ranBefore) {
    Optional<NotRun> why = NotRun.in(result.output(), report);
    if (why.isPresent()) {
      return why.get() == NotRun.BROKEN_CODE && ranBefore ? Verdict.FAILED : Verdict.COULD_NOT_RUN;
    }
    return nothingRan(report) ? Verdict.COULD_NOT_RUN : Verdict.FAILED;
  }

  private static boolean notStarted(Result result) {
    return result.exit() == CANNOT_EXECUTE || result.exit() == NOT_FOUND;
  }

  private static boolean nothingRan(Optional<TestReport> report) {
    return report.isPresent() && report.get().ran() == 0;
  }
}
