package dev.spadework.review;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Settings of runners that keep tests from running, from {@code review/test-config.txt}. */
final class TestConfig {
  private static final Pattern SWALLOWS =
      Pattern.compile(
          "\\|\\|\\s*(?:true|:|exit 0|echo)(?:\\s|$)|^\\s*exit\\s+0\\s*$|^\\s*set\\s+\\+e\\b");

  private record Rule(List<String> paths, Pattern line) {}

  private static final List<Rule> RULES =
      Paths.lines("/review/test-config.txt").stream().map(TestConfig::rule).toList();

  private TestConfig() {}

  private static Rule rule(String line) {
    String[] parts = line.split(" :: ", 2);
    return new Rule(List.of(parts[0]), Pattern.compile(parts[1], Pattern.CASE_INSENSITIVE));
  }

  /** Whether a line of a shell script hides that something failed. */
  static boolean swallows(String line) {
    return SWALLOWS.matcher(line).find();
  }

  static List<Finding> excluding(Change change) {
    List<Finding> findings = new ArrayList<>();
    for (Edit edit : change.edits()) {
      for (Rule rule : RULES) {
        if (!edit.deleted() && Paths.guarded(rule.paths, edit.path())) {
          for (Edit.Line line : edit.added()) {
            if (rule.line.matcher(line.text()).find()) {
              findings.add(
                  Finding.of("config", edit.path(), line.number(), "text", line.text().strip()));
            }
          }
        }
      }
    }
    return findings;
  }
}
