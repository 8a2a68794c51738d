package dev.spadework.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs that ended before their runner could say what failed: a crash, no memory, a time-out, an
 * exception that nobody caught. Named by the test where one is named near.
 */
final class CrashLines implements Wording {
  private static final int MOST = 10;
  private static final int LONGEST_LINE = 1_000;
  private static final int BELOW = 80;
  private static final String UNNAMED = "the run";
  private static final String ENDED =
      "^(?:\\[ERROR\\] )?(?:The forked VM terminated without|There was (?:a timeout|an error in the forked process))"
          + "|^(?:\\S+ )?(?:Fatal Python error: |Timeout \\(\\d+:\\d\\d:\\d\\d\\)!)"
          + "|FATAL ERROR: .*heap out of memory|has overflowed its stack"
          + "|\\(signal: \\d+, SIG\\w+|^(?:.*: line \\d+: +\\d+ )?Segmentation fault"
          + "|^(?:.*: line \\d+: +\\d+ )?(?:Killed|Aborted|Bus error)\\b(?: \\(core dumped\\))?"
          + "|^# A fatal error has been detected by the Java Runtime"
          + "|^(?:Terminating due to )?java\\.lang\\.OutOfMemoryError";

  /** What such a line has in it: cheaper to look for than the expression. */
  private static final List<String> SIGNS =
      List.of(
          "rror",
          "xception",
          "ERROR",
          "Timeout (",
          "overflowed",
          "(signal: ",
          "Segmentation",
          "Killed",
          "Aborted",
          "Traceback",
          "Uncaught",
          "ailed for task",
          "A problem",
          "Could not");

  private static final Pattern OF_RUNNER = Pattern.compile(ENDED);
  private static final Pattern CRASH =
      Pattern.compile(
          ENDED
              + "|^npm (?:ERR!|error) Missing script"
              + "|^\\[ERROR\\] (?:Failed to execute goal|Plugin \\S+ or one of its|Non-resolvable)"
              + "|^(?:Execution failed for task|A problem occurred |Could not )"
              + "|^Traceback \\(most recent call last\\):|^Exception in thread \"|^Uncaught "
              + "|^(?:\\w+\\.)*[A-Z]\\w*(?:Error|Exception)(?: \\[\\w+\\])?: ");
  private static final Pattern NAMED =
      Pattern.compile(
          "^\\[ERROR\\] (\\w+(?:\\.\\w+)+)$|in (test_\\w+)$|thread '(\\S+)' has overflowed"
              + "|^ *(?:RUNS|FAIL) +(\\S+)$");
  private static final Pattern PYTHON_SAID =
      Pattern.compile("^[\\w.]*\\w(?:Error|Exception|Exit)\\b.*");

  /** Whether it is the runner itself that ended, and not a test. */
  static boolean ofRunner(Finding crash) {
    return OF_RUNNER.matcher(crash.failure().message()).find();
  }

  @Override
  public List<Finding> findings(List<String> lines) {
    List<Finding> ended = findings(lines, OF_RUNNER);
    List<Finding> found = ended.isEmpty() ? findings(lines, CRASH) : ended;
    return named(found, unfinished(lines));
  }

  private static List<Finding> findings(List<String> lines, Pattern crash) {
    Map<String, Finding> found = new LinkedHashMap<>();
    int covered = -1;
    for (int i = 0; i < lines.size() && found.size() < MOST; i++) {
      String line = lines.get(i);
      if (i <= covered
          || line.length() > LONGEST_LINE
          || SIGNS.stream().noneMatch(line::contains)
          || !crash.matcher(line).find()) {
        continue;
      }
      List<String> block = block(lines, i);
      covered = i + block.size() - 1;
      Failure failure = failure(line, block);
      found.merge(failure.name(), new Finding(failure, i + 1, covered + 1), Finding::with);
    }
    return List.copyOf(found.values());
  }

  /** The classes that Surefire began and did not end; nobody else may have named them. */
  private static List<Finding> unfinished(List<String> lines) {
    Map<String, Finding> running = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("[INFO] Running ")) {
        String name = line.substring("[INFO] Running ".length());
        Failure failure = FailurePlaces.failure(name, "It began and did not end.", List.of());
        running.put(name, new Finding(failure, i + 1, i + 1));
      } else if (!running.isEmpty() && line.contains("Tests run: ")) {
        running.keySet().removeIf(line::endsWith);
      }
    }
    return List.copyOf(running.values());
  }

  private static List<Finding> named(List<Finding> found, List<Finding> unfinished) {
    if (found.isEmpty() || unfinished.size() != 1) {
      return found.isEmpty() ? unfinished : found;
    }
    String name = unfinished.get(0).name();
    boolean known = found.stream().anyMatch(finding -> finding.name().equals(name));
    List<Finding> all = new ArrayList<>(found);
    if (!known) {
      all.set(0, found.get(0).named(name));
    }
    return all;
  }

  /** The line and what belongs to it: frames, and the names of tests. */
  private static List<String> block(List<String> lines, int at) {
    List<String> block = new ArrayList<>(List.of(lines.get(at)));
    for (int i = at + 1; i < lines.size() && block.size() < BELOW; i++) {
      String line = lines.get(i);
      if (line.isBlank() && block.size() > 8 || line.startsWith("[INFO]")) {
        break;
      }
      block.add(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE));
    }
    return block;
  }

  private static Failure failure(String line, List<String> block) {
    String name = "";
    String said = line.replaceFirst("^\\[ERROR\\] ", "");
    if (said.startsWith("There was an error") && block.size() > 1) {
      said += ": " + block.get(1).replaceFirst("^\\[ERROR\\] ", "");
    }
    for (String below : block) {
      Matcher named = NAMED.matcher(below);
      if (name.isEmpty() && named.find()) {
        for (int group = 1; group <= named.groupCount(); group++) {
          name = named.group(group) == null ? name : named.group(group);
        }
      }
      if (line.startsWith("Traceback") && PYTHON_SAID.matcher(below).matches()) {
        said = below;
        break;
      }
    }
    return FailurePlaces.failure(name.isEmpty() ? UNNAMED : name, said, block);
  }
}
