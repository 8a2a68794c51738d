package dev.spadework.context;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a test command ended without running the tests, as compilers and build tools say it. */
public enum NotRun {
  /** What is to be tested, or its tests, cannot be built or loaded. */
  BROKEN_CODE(
      "\\bCOMPILATION ERROR\\b"
          + "|^(?:> )?Compilation failed; see the compiler (?:error )?output"
          + "|^Could not compile (?:build|settings) file"
          + "|^FAIL\\s+\\S+ \\[(?:build|setup) failed\\]"
          + "|^error: could not compile `"
          + "|Interrupted: \\d+ errors? during collection|^ImportError while loading conftest"
          + "|\\bunittest\\.loader\\._FailedTest\\b"
          + "|\\berror TS\\d+:|^ *● Test suite failed to run|^SyntaxError: |^\\s*Error: Cannot find module '\\."),
  /** A tool, a plugin or a dependency is not there, and there is no network to fetch it. */
  MISSING(
      "Could not resolve dependencies|in offline mode|Non-resolvable parent POM"
          + "|No cached version of |No cached version available for offline"
          + "|module lookup disabled by GOPROXY=off|missing go\\.sum entry"
          + "|you're using offline mode|--offline was specified"
          + "|No module named '?pytest'?$|Missing script: \"test\"|no test specified"
          + "|node_modules/\\.bin/\\S+: (?:not found|No such file)|^sh: \\d+: \\S+: not found"
          + "|(?:Unable|Could not) to? ?(?:access jarfile|find or load main class)"
          + "|Could not find or load main class");

  private static final int LONGEST_LINE = 1_000;

  private final Pattern pattern;

  NotRun(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  /**
   * What the output gives as the reason; a missing dependency comes before the code that needs it.
   *
   * @param report what was counted; where a test passed or failed, the tests ran
   */
  public static Optional<NotRun> in(String output, Optional<TestReport> report) {
    if (report.filter(counts -> counts.passed() + counts.failed() > 0).isPresent()) {
      return Optional.empty();
    }
    List<String> lines = LogLine.lines(output);
    for (NotRun reason : List.of(MISSING, BROKEN_CODE)) {
      for (String line : lines) {
        if (line.length() <= LONGEST_LINE && reason.pattern.matcher(line).find()) {
          return Optional.of(reason);
        }
      }
    }
    return Optional.empty();
  }
}
