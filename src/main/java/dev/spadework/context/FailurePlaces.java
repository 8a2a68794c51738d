package dev.spadework.context;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names, messages and places of failed tests, made short enough for a card. */
final class FailurePlaces {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_MESSAGE = 300;
  private static final Pattern PLACE =
      Pattern.compile(
          "File \"([^\"\\n]{1,300})\", line (\\d{1,7})|([\\w$./@+-]{1,200}\\.[A-Za-z]{1,6}):(\\d{1,7})");

  private FailurePlaces() {}

  /** Name and owner as one, unless one holds the other already. */
  static String name(String owner, String name) {
    if (owner.isBlank() || name.startsWith(owner)) {
      return name;
    }
    return name.isBlank() || owner.endsWith("." + name) ? owner : owner + "." + name;
  }

  /**
   * @param message its first lines are kept, as one
   * @param trace looked through for the place
   */
  static Failure failure(String name, String message, String trace) {
    return new Failure(
        cut(oneLine(name), LONGEST_NAME),
        cut(oneLine(message), LONGEST_MESSAGE),
        place(name, trace));
  }

  /**
   * The first place in the test's own file; else the last one of a Python trace or the first of
   * another that is not a frame of a runner or library.
   */
  static Optional<String> place(String name, String trace) {
    String first = "";
    String last = "";
    for (String line : trace.lines().limit(500).toList()) {
      Matcher matcher = PLACE.matcher(line);
      if (LogLine.foreignFrame(line) || !matcher.find()) {
        continue;
      }
      boolean python = matcher.group(1) != null;
      String file = python ? matcher.group(1) : matcher.group(3);
      String found = shortFile(file) + ":" + (python ? matcher.group(2) : matcher.group(4));
      if (owns(file, name)) {
        return Optional.of(found);
      }
      first = first.isEmpty() ? found : first;
      last = python ? found : last;
    }
    String place = last.isEmpty() ? first : last;
    return place.isEmpty() ? Optional.empty() : Optional.of(place);
  }

  /** Whether the name of the test holds the name of the file, as classes of tests do. */
  private static boolean owns(String file, String test) {
    String base = file.substring(file.lastIndexOf('/') + 1);
    String stem = base.substring(0, base.lastIndexOf('.'));
    for (int at = test.indexOf(stem); at >= 0 && !stem.isEmpty(); at = test.indexOf(stem, at + 1)) {
      int end = at + stem.length();
      if ((at == 0 || !Terms.part(test.charAt(at - 1)))
          && (end == test.length() || !Terms.part(test.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /** A path that starts at a root of some machine says less than its end. */
  private static String shortFile(String file) {
    return file.startsWith("/") ? file.substring(file.lastIndexOf('/') + 1) : file;
  }

  /** The first lines that say something, up to the stack trace, as one. */
  private static String oneLine(String text) {
    return Hidden.strip(text)
        .lines()
        .map(String::strip)
        .takeWhile(line -> !LogLine.frame(line))
        .filter(line -> !line.isEmpty())
        .limit(4)
        .collect(Collectors.joining(" "));
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
