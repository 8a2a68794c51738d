package dev.spadework.context;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Test counts from what runners print. Each runner has a summary line of its own; a log with
 * several (a build of many modules, two runners after each other) gives their sum.
 */
final class RunnerOutput {
  /** Passed, failed, broken and skipped tests of one line. */
  private record Counts(int passed, int failed, int errors, int skipped) {
    TestReport report() {
      return new TestReport(Math.max(0, passed), failed, errors, skipped, List.of());
    }
  }

  private record Summary(Pattern pattern, Function<Matcher, Counts> counts) {}

  /** Summaries are short, and what is read with expressions must be. */
  private static final int LONGEST_LINE = 500;

  /** What a summary has in it: cheaper to look for than all expressions in each line. */
  private static final List<String> SIGNS =
      List.of(
          "est", "pass", "fail", "pend", "skip", "xample", "todo", "cancel", "rror", "PASS", "FAIL",
          "SKIP", "EST", "OK", "ok", "Passed", "Failed", "Skipped", "matched");

  private static final Pattern NUMBERED_WORD = Pattern.compile("(\\d{1,9}) (?:tests? )?(\\w+)");

  private static final String GO = "^ *--- (PASS|FAIL|SKIP): \\S";
  private static final String GO_JSON = "^\\{(?=.*\"Test\":)(?=.*\"Action\":\"(pass|fail|skip)\")";
  private static final String TAP = "^(ok|not ok) \\d+\\b(.*)$";

  /** Lines of single tests: with some of them lost, those that are left prove nothing. */
  private static final Pattern ONE_TEST = Pattern.compile(GO + "|" + GO_JSON);

  // Surefire prints one line per class and one for all; the latter has no time.
  private static final Summary SUREFIRE =
      of(
          "^(?:\\[\\w+\\] )?Tests run: *(\\d+), +Failures: *(\\d+)(?:, Errors: *(\\d+))?"
              + "(?:, Skipped: *(\\d+))?(?!.*Time elapsed)",
          m -> run(number(m, 1), number(m, 2), number(m, 3), number(m, 4)));
  private static final Summary SUREFIRE_CLASS =
      of(
          "^(?:\\[\\w+\\] )?Tests run: *(\\d+), +Failures: *(\\d+), Errors: *(\\d+)"
              + ", Skipped: *(\\d+), Time elapsed",
          m -> run(number(m, 1), number(m, 2), number(m, 3), number(m, 4)));

  private static final List<Summary> SUMMARIES =
      List.of(
          SUREFIRE,
          // JUnit 4 and PHPUnit
          of("^OK \\((\\d+) tests?(?:, \\d+ assertions?)?\\)$", m -> run(number(m, 1), 0, 0, 0)),
          of(
              "^Tests: (\\d+), Assertions: \\d+(?:, Errors: (\\d+))?(?:, Failures: (\\d+))?"
                  + "(?:, \\w+: \\d+)*?(?:, Skipped: (\\d+))?",
              m -> run(number(m, 1), number(m, 3), number(m, 2), number(m, 4))),
          of(
              "^(?:Ran 0 tests in |=* ?no tests ran in |NO TESTS RAN|No tests? (?:files? )?found"
                  + "|(?:\\[INFO\\] )?No tests to run\\.|\\?? *\\t?\\S+\\t\\[no test files\\]"
                  + "|no test files$|go: warning: \"\\./\\.\\.\\.\" matched no packages)",
              m -> run(0, 0, 0, 0)),
          // Gradle
          of(
              "^(\\d+) tests? completed(?:, (\\d+) failed)?(?:, (\\d+) skipped)?",
              m -> run(number(m, 1), number(m, 2), 0, number(m, 3))),
          // pytest
          of(
              "^=* ?(\\d+ [a-z]+(?:, \\d+ [a-z]+)*) in [\\d.]+ ?s(?:econds)?\\b",
              m -> words(m.group(1))),
          // jest, vitest
          of("^Tests: +(.*\\d+ total)", m -> words(m.group(1))),
          of("^ *Tests {2,}(.*)\\(\\d+\\)", m -> words(m.group(1))),
          // cargo
          of(
              "^test result: \\w+\\. (\\d+ passed; \\d+ failed; \\d+ ignored)",
              m -> words(m.group(1))),
          // JUnit's console launcher, mocha, the node runner: one number a line
          of(
              "^\\[ +(\\d+ tests (?:successful|failed|skipped|aborted)) +\\]",
              m -> words(m.group(1))),
          of("^ *(\\d+ (?:passing|failing|pending))\\b", m -> words(m.group(1))),
          of(
              "^(?:#|ℹ) (pass|fail|cancelled|skipped|todo) (\\d+)$",
              m -> words(m.group(2) + " " + m.group(1))),
          // RSpec, dotnet, ctest
          of(
              "^(\\d+) examples?, (\\d+) failures?(?:, (\\d+) pending)?",
              m -> run(number(m, 1), number(m, 2), 0, number(m, 3))),
          of(
              "^(?:Passed|Failed)! +- Failed: +(\\d+), Passed: +(\\d+), Skipped: +(\\d+)",
              m -> new Counts(number(m, 2), number(m, 1), 0, number(m, 3))),
          of(
              "^\\d+% tests passed, (\\d+) tests? failed out of (\\d+)",
              m -> run(number(m, 2), number(m, 1), 0, 0)),
          // go test -v, and its JSON
          of(GO, m -> words("1 " + m.group(1))),
          of(GO_JSON, m -> words("1 " + m.group(1))));

  /** What people write who have no runner. */
  private static final List<Summary> PLAIN =
      List.of(
          of(
              "(?i)^\\W*(?:(?:tests?|results?|summary|total):? +)?((?:\\d+ (?:tests? )?"
                  + "(?:passed|failed|skipped|errors?|ok)\\W*)+)$",
              m -> words(m.group(1))));

  /** Looked for only where no runner's own summary is found. */
  private static final List<List<Summary>> LAST_RESORTS =
      List.of(List.of(SUREFIRE_CLASS), List.of(of(TAP, RunnerOutput::tap)), PLAIN);

  private static final List<List<Summary>> LAST_WORDS = List.of(PLAIN);

  private static final Pattern UNITTEST = Pattern.compile("^Ran (\\d+) tests? in ");
  private static final Pattern UNITTEST_REST = Pattern.compile("(failures|errors|skipped)=(\\d+)");

  private RunnerOutput() {}

  /**
   * The counts that the text tells; empty if it tells none.
   *
   * @param cut whether its middle was left out: then tests and classes that have a line each are
   *     not added up
   */
  static Optional<TestReport> read(String output, boolean cut) {
    List<String> lines = LogLine.lines(output);
    if (cut && lines.stream().anyMatch(RunnerOutput::oneTest)) {
      return Optional.empty();
    }
    Optional<TestReport> told = plus(sum(lines, SUMMARIES), unittest(lines));
    Optional<TestReport> counted = told.filter(TestReport::counted);
    for (List<Summary> resort : cut ? LAST_WORDS : LAST_RESORTS) {
      counted = counted.isPresent() ? counted : sum(lines, resort).filter(TestReport::counted);
    }
    // A runner that says it ran nothing is believed; a stray "0 errors" is not.
    return counted
        .or(() -> told)
        .map(
            counts ->
                counts.failed() + counts.errors() == 0
                    ? counts
                    : counts.plus(new TestReport(0, 0, 0, 0, Findings.failures(lines))));
  }

  private static boolean oneTest(String line) {
    return line.length() <= LONGEST_LINE && ONE_TEST.matcher(line).find();
  }

  private static Optional<TestReport> sum(List<String> lines, List<Summary> summaries) {
    TestReport sum = TestReport.none();
    boolean any = false;
    for (String line : lines) {
      if (line.length() > LONGEST_LINE || SIGNS.stream().noneMatch(line::contains)) {
        continue;
      }
      for (Summary summary : summaries) {
        Matcher matcher = summary.pattern.matcher(line);
        if (matcher.lookingAt()) {
          any = true;
          sum = sum.plus(summary.counts.apply(matcher).report());
          break;
        }
      }
    }
    return any ? Optional.of(sum) : Optional.empty();
  }

  /** Python's unittest says how many ran on one line and how many failed on another. */
  private static Optional<TestReport> unittest(List<String> lines) {
    Optional<TestReport> sum = Optional.empty();
    int ran = 0;
    for (String line : lines) {
      Matcher matcher = UNITTEST.matcher(line);
      if (matcher.find()) {
        ran = number(matcher, 1);
      } else if (ran > 0 && (line.startsWith("OK") || line.startsWith("FAILED ("))) {
        int[] counts = new int[3];
        Matcher rest = UNITTEST_REST.matcher(line);
        while (rest.find()) {
          boolean expected = line.startsWith("expected ", Math.max(0, rest.start() - 9));
          int kind = expected ? 2 : List.of("failures", "errors", "skipped").indexOf(rest.group(1));
          counts[kind] += number(rest, 2);
        }
        sum = plus(sum, Optional.of(run(ran, counts[0], counts[1], counts[2]).report()));
        ran = 0;
      }
    }
    return sum;
  }

  private static Optional<TestReport> plus(Optional<TestReport> a, Optional<TestReport> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(a.get().plus(b.get())) : a.or(() -> b);
  }

  private static Summary of(String pattern, Function<Matcher, Counts> counts) {
    return new Summary(Pattern.compile(pattern), counts);
  }

  private static Counts run(int run, int failed, int errors, int skipped) {
    return new Counts(run - failed - errors - skipped, failed, errors, skipped);
  }

  private static Counts tap(Matcher matcher) {
    String rest = matcher.group(2).toLowerCase(Locale.ROOT);
    if (rest.contains("# skip") || rest.contains("# todo")) {
      return new Counts(0, 0, 0, 1);
    }
    return matcher.group(1).equals("ok") ? new Counts(1, 0, 0, 0) : new Counts(0, 1, 0, 0);
  }

  /** "1 failed, 2 passed, 3 total" and the like, in the words of all runners. */
  private static Counts words(String text) {
    int[] counts = new int[4];
    Matcher matcher = NUMBERED_WORD.matcher(text);
    while (matcher.find()) {
      int kind =
          switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "passed", "pass", "passing", "successful", "xpassed", "ok" -> 0;
            case "failed", "fail", "failing" -> 1;
            case "error", "errors", "cancelled", "aborted" -> 2;
            case "skipped", "skip", "pending", "ignored", "xfailed", "todo" -> 3;
            default -> -1;
          };
      if (kind >= 0) {
        counts[kind] += Integer.parseInt(matcher.group(1));
      }
    }
    return new Counts(counts[0], counts[1], counts[2], counts[3]);
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }
}
