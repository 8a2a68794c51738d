package dev.spadework.context;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exception of an event, from the lines below it. */
final class LogTrace {
  private static final Pattern THROWN =
      Pattern.compile(
          "^(?:(?:[\\w$]+\\.)*[A-Z][\\w$]+: \\S|(?:[\\w$]+\\.)+[A-Z][\\w$]*(?:Exception|Error)\\s*$)");
  private static final Pattern CAUSE = Pattern.compile("^Caused by: ([\\w$.]{1,200})");

  private LogTrace() {}

  /** The line that names the exception; empty if there is none. */
  static String thrown(List<String> trace) {
    return trace.stream().filter(line -> THROWN.matcher(line).find()).findFirst().orElse("");
  }

  /** What tells an exception from others: its class, that of its cause, and where it began. */
  static String mark(String thrown, List<String> trace) {
    StringBuilder mark = new StringBuilder(thrown.split(":", 2)[0].strip());
    String cause = "";
    Optional<Frame> frame = Optional.empty();
    for (String line : trace) {
      Matcher caused = CAUSE.matcher(line);
      cause = caused.find() ? caused.group(1) : cause;
      if (frame.isEmpty() && LogLine.frame(line) && !LogLine.foreignFrame(line)) {
        frame = Frame.in(line);
      }
    }
    mark.append(' ').append(cause);
    frame.ifPresent(at -> mark.append(' ').append(at.file()).append(':').append(at.line()));
    return mark.toString();
  }
}
