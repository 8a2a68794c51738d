package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Task;
import dev.spadework.task.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Test runs in words. */
final class TestWords {
  private static final int NAMED_AT_MOST = 10;
  private static final int LINE = 240;

  private TestWords() {}

  /** {@code 212 passed}, {@code 2 of 215 failed}, {@code could not run}. */
  static String result(TestRun run) {
    String counted =
        run.counts()
            .map(
                counts ->
                    counts.failed() > 0
                        ? say("tests.failed", "failed", counts.failed(), "total", counts.total())
                        : say("tests.passed", "passed", counts.passed()))
            .orElseGet(() -> say(run.passed() ? "tests.exit.green" : "tests.exit.red"));
    return switch (run.verdict()) {
      case PASSED -> counted;
      case FAILED -> counted;
      case TIMED_OUT -> say("tests.timeout");
      case COULD_NOT_RUN -> say("tests.blocked");
      case OUT_OF_MEMORY -> say("tests.memory");
      case DISK_FULL -> say("tests.disk");
    };
  }

  /** What would have to be larger for it, where the sandbox was too small. */
  static Optional<String> larger(TestRun run) {
    return switch (run.verdict()) {
      case OUT_OF_MEMORY -> Optional.of(say("gate.tests.memory"));
      case DISK_FULL -> Optional.of(say("gate.tests.disk"));
      default -> Optional.empty();
    };
  }

  /** Before and after, bound to the tree that is pushed. */
  static String beforeAndAfter(Task task, String tree) {
    String before =
        task.testing().baseline().map(TestWords::result).orElseGet(() -> say("tests.never"));
    Optional<TestRun> run = task.testing().on(tree);
    if (run.isEmpty()) {
      return say("outcome.tests.untested", "before", before);
    }
    int fresh = added(task, run.get());
    String after = result(run.get());
    return fresh > 0
        ? say("outcome.tests.new", "before", before, "after", after, "fresh", fresh)
        : say("outcome.tests", "before", before, "after", after);
  }

  /** How many more tests there are than on the base. */
  private static int added(Task task, TestRun run) {
    return task.testing()
        .baseline()
        .flatMap(TestRun::counts)
        .flatMap(
            before ->
                run.counts()
                    .map(
                        after ->
                            after.passed() + after.failed() - before.passed() - before.failed()))
        .orElse(0);
  }

  /** A line for each failing test. */
  static List<String> failures(List<TestRun.Failure> failures) {
    List<String> lines = new ArrayList<>();
    for (TestRun.Failure failure : failures.stream().limit(NAMED_AT_MOST).toList()) {
      String message =
          failure.message().isBlank() ? "" : " " + Code.shortened(oneLine(failure.message()), LINE);
      String place = failure.place().isBlank() ? "" : " (" + failure.place() + ")";
      lines.add(Code.of(failure.name()) + message + place);
    }
    if (failures.size() > NAMED_AT_MOST) {
      lines.add(say("tests.more", "more", failures.size() - NAMED_AT_MOST));
    }
    return lines;
  }

  static String oneLine(String text) {
    return Code.plain(text.replaceAll("\\s+", " ")).strip();
  }
}
