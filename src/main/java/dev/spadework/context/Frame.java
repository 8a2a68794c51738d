package dev.spadework.context;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place that a line of a log names: a stack frame, or where a compiler found something.
 *
 * @param type the class of a JVM frame, with its package; else empty
 */
record Frame(String file, int line, String type) {
  private static final int LONGEST_LINE = 1_000;
  private static final Pattern JVM =
      Pattern.compile(
          "\\bat (?:[\\w.@-]{0,80}/{1,2}){0,2}([\\w.$]{1,300})\\.[\\w$<>]{1,200}"
              + "\\(([\\w$-]{1,200}\\.\\w{1,6}):(\\d{1,7})\\)");
  private static final Pattern PYTHON =
      Pattern.compile("File \"([^\"\\n]{1,300})\", line (\\d{1,7})");

  /** {@code a.js:3:5}, {@code A.java:[3,5]}, {@code a.ts(3,5)}. */
  private static final Pattern ANY =
      Pattern.compile(
          "([\\w$./@+\\\\-]{1,200}\\.[A-Za-z]{1,6})(?::\\[?(\\d{1,7})|\\((\\d{1,7}),\\d)");

  /** The first place that the line names. */
  static Optional<Frame> in(String text) {
    String line = text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE);
    Matcher jvm = JVM.matcher(line);
    if (jvm.find()) {
      return Optional.of(new Frame(jvm.group(2), number(jvm.group(3)), jvm.group(1)));
    }
    Matcher python = PYTHON.matcher(line);
    if (python.find()) {
      return Optional.of(new Frame(python.group(1), number(python.group(2)), ""));
    }
    Matcher any = ANY.matcher(line);
    if (any.find()) {
      String number = any.group(2) == null ? any.group(3) : any.group(2);
      return Optional.of(new Frame(any.group(1), number(number), ""));
    }
    return Optional.empty();
  }

  /**
   * The innermost place in the repository's own files. Python's traces end with it, others begin.
   *
   * @return {@code path:line}, the path as the repository has it where its files are known
   */
  static Optional<String> own(List<String> trace, OwnFiles files) {
    List<String> stack =
        trace.stream().filter(line -> !line.stripLeading().startsWith("location:")).toList();
    return first(stack, files).or(() -> first(trace, files));
  }

  private static Optional<String> first(List<String> trace, OwnFiles files) {
    boolean newestFirst = trace.stream().anyMatch(line -> line.contains("most recent call first"));
    String found = "";
    for (String line : trace) {
      Optional<Frame> frame = LogLine.foreignFrame(line) ? Optional.empty() : in(line);
      Optional<String> own = frame.flatMap(f -> f.own(files));
      if (own.isPresent()) {
        found = own.get();
        if (newestFirst || !frame.get().file.endsWith(".py")) {
          break;
        }
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  Optional<String> own(OwnFiles files) {
    Optional<String> path = files.known() ? files.path(file, type) : Optional.of(file);
    return path.map(known -> known + ":" + line);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
