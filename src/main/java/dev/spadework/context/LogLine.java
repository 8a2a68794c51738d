package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a line of a log is, for any build or test tool, by the look of it. */
final class LogLine {
  private static final int LONGEST = 1_000;
  private static final Pattern ESCAPE =
      Pattern.compile("\u001B(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\))");
  private static final Pattern FAILURE =
      Pattern.compile(
          "\\bFAIL(?:ED|URE|URES|ING)?\\b|\\bERROR\\b|\\b[Ee]rror(?:\\[\\w+\\])?:|\\w(?:Exception|Error)\\b"
              + "|\\b(?:panicked|panic:|fatal:|FATAL|Traceback|Segmentation fault)"
              + "|^\\s*(?:not ok\\b|✖|✗|×|●|E   )|\\b[Ee]xpected\\b|\\bexpecting\\b|\\bbut was\\b"
              + "|\\b[1-9]\\d* (?:failed|failing|errors?)\\b|\\bcannot find\\b|\\bundefined reference\\b");
  private static final Pattern PASSING =
      Pattern.compile(
          "(?:Failures|failures|Failed): 0\\b(?!.*(?:Errors|errors): [1-9])|\\b0 (?:failed|failures|errors)\\b"
              + "|^\\s*(?:ok\\b|✓|✔|PASS\\b|--- PASS)|\\bPASSED\\s*$|^# fail 0|ℹ fail 0");
  private static final Pattern NOISE =
      Pattern.compile(
          "^\\[ERROR\\]\\s*$|\\[Help 1\\]|To see the full stack trace|Re-run Maven|For more information about the"
              + "|Please refer to|dump files|BUILD FAIL|There (?:are|were) (?:test )?failures|Run with --"
              + "|Get more help at|What went wrong|Try:|See the report at|^\\s*[-=*#~_]{4,}\\s*$|^\\s*\\^+\\s*$"
              + "|After correcting the problems|mvn <args>|npm (?:ERR!|error) (?:code|A complete log|errno)|^Traceback|^\\[ERROR\\] (?:Failures|Errors): *$");
  private static final Pattern FRAME =
      Pattern.compile(
          "^\\s*(?:at\\s+\\S|File \"|\\.{3} \\d+ more)|^\\s+\\S+\\.(?:go|rs|rb|php):\\d+"
              + "|^\\s*\\d+: 0x[0-9a-f]{6,}|^\\s*❯ \\S.*:\\d+:\\d+$");
  private static final Pattern FOREIGN_FRAME =
      Pattern.compile(
          "\\bat (?:java|javax|jdk|sun|com\\.sun|kotlin|groovy|scala)\\."
              + "|org\\.(?:junit|assertj|hamcrest|opentest4j|testng|mockito|gradle|codehaus|springframework)\\."
              + "|org\\.apache\\.maven\\.|java\\.base/|node:internal|node_modules/|site-packages/"
              + "|/lib/python\\d|/rustc/|/usr/local/go/|/usr/lib/go|/usr/src/rustc|\\(<anonymous>\\)|^\\s*\\.{3} \\d+ more");

  private LogLine() {}

  /** The lines of a log, each {@link #plain}; a carriage return alone does not end one. */
  static List<String> lines(String log) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < log.length(); ) {
      int end = log.indexOf('\n', start);
      end = end < 0 ? log.length() : end;
      lines.add(plain(log.substring(start, end)));
      start = end + 1;
    }
    return lines;
  }

  /** Without colours and without what a progress display wrote over. */
  static String plain(String line) {
    String plain = line.indexOf('\u001B') >= 0 ? ESCAPE.matcher(line).replaceAll("") : line;
    if (plain.endsWith("\r")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    return plain.substring(plain.lastIndexOf('\r') + 1);
  }

  static boolean failure(String line) {
    String start = start(line);
    return FAILURE.matcher(start).find() && !PASSING.matcher(start).find() && !frame(start);
  }

  static boolean noise(String line) {
    return line.isBlank() || NOISE.matcher(start(line)).find();
  }

  static boolean frame(String line) {
    return FRAME.matcher(start(line)).find();
  }

  /** A stack frame of a runner, a runtime or a library. */
  static boolean foreignFrame(String line) {
    return frame(line) && FOREIGN_FRAME.matcher(start(line)).find();
  }

  /** Enough of a line to tell what it is; a line of megabytes is not worth an expression. */
  private static String start(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
  }
}
