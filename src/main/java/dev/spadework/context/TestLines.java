package dev.spadework.context;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The failed tests that a runner names on a line each, with what it says below: Surefire, Gradle,
 * pytest, unittest, TAP and the node runner, Jest, Vitest, mocha, cargo, JUnit's console.
 */
final class TestLines implements Wording {
  private static final int MOST = 500;
  private static final int LONGEST_RANGE = 100;
  private static final int LONGEST_LINE = 1_000;
  private static final int MESSAGE_LINES = 12;

  /** What pytest says of one test; its full name stands in the summary only. */
  private static final Pattern PYTEST_SECTION =
      Pattern.compile("^_{3,} (?:ERROR (?:at \\w+ of|collecting) )?(\\S.*?) _{3,}$");

  /** Tests that fail alike stand one below the other. */
  private static final Pattern VITEST = Pattern.compile("^ ?FAIL {1,4}(\\S+ > .+)$");

  /** Cargo says later why. */
  private static final Pattern CARGO_LIST =
      Pattern.compile("^test (\\S+)(?: - .+)? \\.\\.\\. FAILED$");

  /** What a line that names a test has in it: cheaper to look for than the expressions below. */
  private static final List<String> SIGNS =
      List.of(
          "FAIL", "<<< ", "ERROR", "not ok ", "✖", "✗", "×", "●", "___", "---- ", "JUnit ", ") ");

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
          // node and other TAP
          Pattern.compile("^ *not ok \\d* ?-? ?(\\S.*?)(?: # .*)?$"),
          Pattern.compile("^ *✖ (\\S.*?) \\([\\d.]+ ?m?s\\)"),
          // jest, vitest
          Pattern.compile("^ {1,4}● (\\S.*)$"),
          VITEST,
          Pattern.compile("^ ?FAIL {1,4}(\\S+) \\[ \\S+ \\]$"),
          // cargo
          CARGO_LIST,
          Pattern.compile("^---- (\\S+) stdout ----$"),
          // JUnit's console launcher
          Pattern.compile("^ +(JUnit \\w+:\\S.*)$"),
          MOCHA);

  /** What people's own scripts print; looked for only where no runner names a test. */
  private static final List<Pattern> PLAIN =
      List.of(Pattern.compile("^\\s*(?:FAIL(?:ED)?|✗|×)[: ] *([^\\s(].*?)(?:: (?<said>.*))?$"));

  private static final Pattern END =
      Pattern.compile(
          "^ *ok \\d|^={10,}$|^-{10,}$|^={3,} .+ ={3,}$|^\\[(?:INFO|WARNING)\\] |^\\[ERROR\\] (?:Tests|Failures|Errors)\\b"
              + "|^test result: |^⎯{3,}|^Test(?: Suite)?s:? |^ℹ tests ");

  /** Lines that say why, whatever a test printed before; then those that mostly do. */
  private static final List<Pattern> MESSAGES =
      List.of(
          Pattern.compile("^E +(?:\\w+\\.)*\\w*(?:Error|Exception|Exit|Failed)\\b|panicked at "),
          Pattern.compile(
              "(?:Exception|Error|Failure)(?: \\[\\w+\\])?:(?: |$)|^E  |[Ee]xpected[ :<'\"]|expect\\("
                  + "|^ *error: |=> |^assertion |^ *thrown: |^note: test did not |(?:Exception|Error)$"),
          Pattern.compile("\\S"));

  private static final Pattern RUST_PANIC = Pattern.compile("panicked at [^']\\S*:$");

  /** What is said of all tests is no message of one. */
  private static final Pattern COUNTS = Pattern.compile("^\\W*\\d+ (?:passed|failed)\\b");

  /** Keys of TAP's block that are no message. */
  private static final Pattern YAML =
      Pattern.compile("^ *(?:duration_ms|location|failureType|code|name|type|stack|at): ?|^ *---$");

  /** What TAP says of a test whose parts failed. */
  private static final Pattern PARTS = Pattern.compile("^'?\\d+ subtests? failed");

  private final List<Pattern> names;

  private TestLines(List<Pattern> names) {
    this.names = names;
  }

  /** As test runners word it. */
  static Wording ofRunners() {
    return new TestLines(NAMES);
  }

  /** As people's own scripts word it; too loose for the log of a runner. */
  static Wording ofScripts() {
    return new TestLines(PLAIN);
  }

  @Override
  public List<Finding> findings(List<String> lines) {
    Map<String, Finding> found = new LinkedHashMap<>();
    Map<String, Deque<Finding>> sections = new LinkedHashMap<>();
    List<String> alike = new ArrayList<>();
    for (int i = 0; i < lines.size() && found.size() < MOST; i++) {
      Optional<Matcher> named = named(lines.get(i));
      if (named.isEmpty()) {
        continue;
      }
      boolean listed = named.get().pattern() == CARGO_LIST;
      List<String> block = listed ? List.of() : block(lines, i);
      if (named.get().pattern() == VITEST && block.isEmpty()) {
        alike.add(named.get().group(1));
        continue;
      }
      int from = i + 1;
      int to = from + Math.min(LONGEST_RANGE, said(block));
      Optional<Finding> finding =
          failure(named.get(), block)
              .filter(failure -> !PARTS.matcher(failure.message()).find())
              .map(failure -> new Finding(failure, from, to));
      if (named.get().pattern() == PYTEST_SECTION) {
        finding.ifPresent(f -> sections.computeIfAbsent(f.name(), n -> new ArrayDeque<>()).add(f));
      } else if (finding.isPresent()) {
        Finding summary = finding.get();
        alike.forEach(name -> found.putIfAbsent(name, summary.named(name)));
        Finding section = sections.getOrDefault(shortName(summary), new ArrayDeque<>()).poll();
        Finding known = section == null ? summary : section.with(summary);
        found.merge(summary.name(), known, Finding::with);
      }
      alike.clear();
    }
    // A run without pytest's summary has the sections only.
    sections.forEach((name, left) -> left.forEach(finding -> found.putIfAbsent(name, finding)));
    return List.copyOf(found.values());
  }

  /** Lines of a block up to the last that is not blank. */
  private static int said(List<String> block) {
    int end = block.size();
    while (end > 0 && block.get(end - 1).isBlank()) {
      end--;
    }
    return end;
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
    return Optional.of(FailurePlaces.failure(name, message, block));
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

  private Optional<Matcher> named(String line) {
    if (line.length() > LONGEST_LINE || SIGNS.stream().noneMatch(line::contains)) {
      return Optional.empty();
    }
    for (Pattern name : names) {
      Matcher matcher = name.matcher(line);
      if (matcher.lookingAt()) {
        return Optional.of(matcher);
      }
    }
    return Optional.empty();
  }

  /** What is said of the test on line {@code at}, below it. */
  private List<String> block(List<String> lines, int at) {
    List<String> block = new ArrayList<>();
    for (int i = at + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      // A rule right below the name is unittest's; any other one ends the block.
      boolean other =
          line.length() <= LONGEST_LINE
              && END.matcher(line).find()
              && !(i == at + 1 && line.startsWith("---"));
      if (other || named(line).isPresent()) {
        break;
      }
      block.add(line);
    }
    return block;
  }

  private static String message(List<String> block) {
    for (Pattern message : MESSAGES) {
      for (int i = 0; i < block.size(); i++) {
        String line = block.get(i);
        if (message.matcher(Row.start(line)).find() && !passedOver(Row.start(line))) {
          return message(block, i);
        }
      }
    }
    return "";
  }

  private static boolean passedOver(String line) {
    String said = line.replaceFirst("^E +", "");
    return LogLine.frame(said)
        || LogLine.noise(line)
        || YAML.matcher(line).find()
        || COUNTS.matcher(line).find();
  }

  private static String message(List<String> block, int at) {
    List<String> below =
        block.subList(at, Math.min(block.size(), at + MESSAGE_LINES)).stream()
            .map(line -> FailurePlaces.cut(line, 2 * LONGEST_LINE))
            .toList();
    String line = below.get(0);
    if (line.contains("panicked at ")) {
      String panic = String.join("\n", below).replaceFirst("^.*?panicked at ", "");
      // Old: 'what', where. New: where:\nwhat
      return RUST_PANIC.matcher(line).find()
          ? below.stream().skip(1).takeWhile(l -> !l.startsWith("note: ")).collect(joining("\n"))
          : panic.replaceFirst("(?s)', \\S+:\\d+:\\d+\\n.*", "'");
    }
    String said = line.strip().replaceFirst("^(?:E +|=> |error: )", "");
    if (said.equals("|-")) {
      return below.stream().skip(1).takeWhile(l -> !YAML.matcher(l).find()).collect(joining("\n"));
    }
    boolean goesOn = said.endsWith(":") || said.contains("expect(") || said.startsWith("thrown: ");
    // Assertion libraries put what was expected on lines of its own.
    return goesOn ? String.join("\n", below) : said;
  }

  /** The name that pytest gives a test in its section. */
  private static String shortName(Finding finding) {
    return finding.name().replaceFirst("^.*?::", "").replace("::", ".");
  }

  private static String group(Matcher matcher, String name) {
    if (!matcher.pattern().pattern().contains("(?<" + name + ">")) {
      return "";
    }
    String value = matcher.group(name);
    return value == null ? "" : value;
  }
}
