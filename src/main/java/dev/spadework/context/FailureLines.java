package dev.spadework.context;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The failed tests that a runner names in its output, with what it says of each. */
final class FailureLines {
  private static final int MOST = 500;
  private static final int LONGEST_BLOCK = 60;
  private static final int LONGEST_LINE = 1_000;

  /** What pytest says of one test; its full name stands in the summary only. */
  private static final Pattern PYTEST_SECTION =
      Pattern.compile("^_{3,} (?:ERROR (?:at \\w+ of|collecting) )?(\\S.*?) _{3,}$");

  private static final Pattern GO = Pattern.compile("^ *--- FAIL: (\\S+)");

  /** The title of one failure in mocha's list, the last line of which ends with a colon. */
  private static final Pattern MOCHA = Pattern.compile("^ {2}\\d{1,4}\\) (\\S.*)$");

  /** Group 1 is the name; {@code owner} and {@code said} where the runner prints them there. */
  private static final List<Pattern> NAMES =
      List.of(
          // Surefire 3, Surefire 2
          Pattern.compile("^\\[ERROR\\] ([\\w.$]+\\.[\\w$\\[\\](), ]+?) -- Time elapsed: .*<<< "),
          Pattern.compile(
              "^\\[ERROR\\] ([\\w$\\[\\]]+)\\((?<owner>[\\w.$]+)\\) +Time elapsed: .*<<< "),
          // Gradle
          Pattern.compile("^(\\w[\\w.$]* > .+?)(?:\\(\\))? FAILED$"),
          PYTEST_SECTION,
          Pattern.compile("^(?:FAILED|ERROR) (\\S+\\.py(?:::\\S.*?)?)(?: - (?<said>.*))?$"),
          // unittest
          Pattern.compile("^(?:FAIL|ERROR): (\\S+) \\((?<owner>[\\w.]+)\\)"),
          GO,
          // node and other TAP
          Pattern.compile("^ *not ok \\d* ?-? ?(\\S.*?)(?: # .*)?$"),
          Pattern.compile("^ *✖ (\\S.*?) \\([\\d.]+ ?m?s\\)"),
          // jest, vitest
          Pattern.compile("^ {1,4}● (\\S.*)$"),
          Pattern.compile("^ ?FAIL {1,4}(\\S+ > .+)$"),
          // cargo
          Pattern.compile("^test (\\S+) \\.\\.\\. FAILED$"),
          Pattern.compile("^---- (\\S+) stdout ----$"),
          // JUnit's console launcher
          Pattern.compile("^ +(JUnit \\w+:\\S.*)$"),
          MOCHA);

  /** What people's own scripts print; looked for only where no runner names a test. */
  private static final List<Pattern> PLAIN =
      List.of(Pattern.compile("^\\s*(?:FAIL(?:ED)?|✗|×)[: ] *([^\\s(].*?)(?:: (?<said>.*))?$"));

  private static final Pattern OTHER_TEST =
      Pattern.compile("^ *(?:--- (?:PASS|SKIP): |=== (?:RUN|PAUSE|CONT) |ok \\d|={10,}$|-{10,}$)");

  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?:Exception|Error|Failure)(?: \\[\\w+\\])?:(?: |$)|^E  |[Ee]xpected[ :<'\"]|expect\\("
              + "|^ *error: |=> |^assertion |^panic: |panicked at '");
  private static final Pattern RUST_PANIC = Pattern.compile("panicked at [^']\\S*:$");
  private static final Pattern GO_SAID = Pattern.compile("^\\s+\\S+\\.go:\\d+: (.+)$");

  private FailureLines() {}

  static List<Failure> in(List<String> lines) {
    List<Failure> named = in(lines, NAMES);
    return named.isEmpty() ? in(lines, PLAIN) : named;
  }

  private static List<Failure> in(List<String> lines, List<Pattern> names) {
    Map<String, Failure> found = new LinkedHashMap<>();
    Map<String, Deque<Failure>> sections = new LinkedHashMap<>();
    for (int i = 0; i < lines.size() && found.size() < MOST; i++) {
      Optional<Matcher> named = named(lines.get(i), names);
      if (named.isEmpty()) {
        continue;
      }
      List<String> block = block(lines, i, names);
      Optional<Failure> failure = failure(named.get(), block);
      if (named.get().pattern() == PYTEST_SECTION) {
        failure.ifPresent(f -> sections.computeIfAbsent(f.name(), n -> new ArrayDeque<>()).add(f));
      } else if (failure.isPresent()) {
        Failure summary = failure.get();
        Failure section = sections.getOrDefault(shortName(summary), new ArrayDeque<>()).poll();
        Failure known = section == null ? summary : better(section, summary);
        found.merge(summary.name(), known, FailureLines::better);
      }
    }
    // A run without pytest's summary has the sections only.
    sections.forEach((name, left) -> left.forEach(failure -> found.putIfAbsent(name, failure)));
    return List.copyOf(found.values());
  }

  private static Optional<Failure> failure(Matcher named, List<String> block) {
    String name = FailurePlaces.name(group(named, "owner"), named.group(1));
    if (named.pattern() == MOCHA) {
      Optional<String> title = mochaTitle(name, block);
      if (title.isEmpty()) {
        return Optional.empty();
      }
      name = title.get();
    }
    String said = group(named, "said");
    String message = said.isEmpty() ? message(block) : said;
    return Optional.of(FailurePlaces.failure(name, message, String.join("\n", block)));
  }

  /** The suites and the test, which stand below each other; empty if this is the progress list. */
  private static Optional<String> mochaTitle(String first, List<String> block) {
    StringBuilder title = new StringBuilder(first);
    for (int i = 0; title.charAt(title.length() - 1) != ':'; i++) {
      if (i == block.size() || block.get(i).isBlank()) {
        return Optional.empty();
      }
      title.append(' ').append(block.get(i).strip());
    }
    return Optional.of(title.substring(0, title.length() - 1));
  }

  private static Optional<Matcher> named(String line, List<Pattern> names) {
    if (line.length() > LONGEST_LINE) {
      return Optional.empty();
    }
    return names.stream().map(name -> name.matcher(line)).filter(Matcher::find).findFirst();
  }

  /** What is said of the test on line {@code at}: below it, but for go's verbose form above. */
  private static List<String> block(List<String> lines, int at, List<Pattern> names) {
    List<String> block = new ArrayList<>();
    for (int i = at + 1; i < lines.size() && block.size() < LONGEST_BLOCK; i++) {
      String line = lines.get(i);
      // A rule right below the name is unittest's; any other one ends the block.
      boolean other = OTHER_TEST.matcher(line).find() && !(i == at + 1 && line.startsWith("---"));
      if (other || named(line, names).isPresent()) {
        break;
      }
      block.add(line);
    }
    if (GO.matcher(lines.get(at)).find() && block.stream().noneMatch(FailureLines::ofGo)) {
      block.clear();
      for (int i = at - 1; i >= 0 && GO_SAID.matcher(lines.get(i)).find(); i--) {
        block.add(0, lines.get(i));
      }
    }
    return block;
  }

  private static boolean ofGo(String line) {
    return line.startsWith("    ") || line.startsWith("panic: ");
  }

  private static String message(List<String> block) {
    for (int i = 0; i < block.size(); i++) {
      String line = block.get(i);
      Matcher go = GO_SAID.matcher(line);
      if (go.find()) {
        return go.group(1);
      }
      if (RUST_PANIC.matcher(line).find() && i + 1 < block.size()) {
        return block.get(i + 1).strip();
      }
      if (MESSAGE.matcher(line).find() && !LogLine.frame(line) && !LogLine.noise(line)) {
        String said = line.strip().replaceFirst("^(?:E +|=> |error: )", "");
        boolean goesOn = said.endsWith(":") || said.contains("expect(");
        // Assertion libraries put what was expected on lines of its own.
        return goesOn ? String.join("\n", block.subList(i, block.size())) : said;
      }
    }
    return "";
  }

  /** The name that pytest gives a test in its section. */
  private static String shortName(Failure failure) {
    return failure.name().replaceFirst("^.*?::", "").replace("::", ".");
  }

  private static Failure better(Failure a, Failure b) {
    return new Failure(
        a.name().length() >= b.name().length() ? a.name() : b.name(),
        a.message().isEmpty() ? b.message() : a.message(),
        a.place().or(b::place));
  }

  private static String group(Matcher matcher, String name) {
    if (!matcher.pattern().pattern().contains("(?<" + name + ">")) {
      return "";
    }
    String value = matcher.group(name);
    return value == null ? "" : value;
  }
}
