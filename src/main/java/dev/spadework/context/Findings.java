package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;

/** What failed in a log, whichever tools wrote it. */
final class Findings {
  private static final List<Wording> RUNNERS = List.of(TestLines.ofRunners(), new GoLines());
  private static final Wording COMPILERS = new CompilerLines();
  private static final Wording CRASHES = new CrashLines();

  private Findings() {}

  /** The failed tests that a runner names, or what a script calls failed where there is none. */
  static List<Failure> failures(List<String> lines) {
    List<Finding> tests = tests(lines);
    return (tests.isEmpty() ? TestLines.ofScripts().findings(lines) : tests)
        .stream().map(Finding::failure).toList();
  }

  /** Everything that failed, in the order of the log. */
  static List<Finding> in(List<String> lines) {
    List<Finding> found = new ArrayList<>(tests(lines));
    found.addAll(COMPILERS.findings(lines));
    // A test that failed explains the exceptions around it, but not the end of its runner.
    List<Finding> others = List.copyOf(found);
    CRASHES.findings(lines).stream()
        .filter(crash -> others.isEmpty() || CrashLines.ofRunner(crash) && apart(crash, others))
        .forEach(found::add);
    if (found.isEmpty()) {
      found.addAll(TestLines.ofScripts().findings(lines));
    }
    found.sort((a, b) -> Integer.compare(a.from(), b.from()));
    return found;
  }

  private static boolean apart(Finding crash, List<Finding> found) {
    return found.stream().noneMatch(f -> f.from() <= crash.from() && crash.from() <= f.to());
  }

  private static List<Finding> tests(List<String> lines) {
    List<Finding> tests = new ArrayList<>();
    RUNNERS.forEach(runner -> tests.addAll(runner.findings(lines)));
    return tests;
  }
}
