package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of tests that passed, where a runner prints a line for each. */
final class PassLines {
  private static final int LONGEST = 500;
  private static final int MOST = 20_000;

  private static final List<Pattern> LINES =
      List.of(
          // TAP, and scripts that print the like
          Pattern.compile("^\\s*ok \\d+ (?:- )?(.+?)(?: # time=.*)?$"),
          Pattern.compile("^\\s*ok - (.+)$"),
          // pytest -v, unittest -v, go test -v, cargo
          Pattern.compile("^(\\S+::.+?) PASSED\\b.*$"),
          Pattern.compile("^(test\\w* \\([\\w.]+\\))(?: \\.\\.\\.|.* \\.\\.\\.) ok$"),
          Pattern.compile("^\\s*--- PASS: (\\S+)"),
          Pattern.compile("^test (\\S+)(?: - should panic)? \\.\\.\\. ok$"),
          // mocha, jest, vitest, the node runner
          Pattern.compile("^\\s*[✓✔√] (.+?)(?: \\(\\d+ ?m?s\\)| \\d+ ?ms| \\([\\d.]+m?s\\))?$"));

  private PassLines() {}

  /** In the order of the lines; at most 20,000. */
  static List<String> in(List<String> lines) {
    List<String> names = new ArrayList<>();
    for (String line : lines) {
      if (line.length() <= LONGEST && names.size() < MOST && !line.contains("# SKIP")) {
        LINES.stream()
            .map(pattern -> pattern.matcher(line))
            .filter(Matcher::find)
            .findFirst()
            .ifPresent(found -> names.add(found.group(1).strip()));
      }
    }
    return names;
  }
}
