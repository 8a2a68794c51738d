package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names, messages and places of failed tests, made short enough for a card. */
final class FailurePlaces {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_MESSAGE = 300;
  private static final int MOST_LINES = 8;
  private static final Pattern CODE = Pattern.compile("^>? ?\\d+ ?\\| ");
  private static final int MOST_PLACES = 40;
  private static final int MOST_LOOKED_AT = 300;
  private static final int LONGEST_PLACE = 400;

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
  static Failure failure(String name, String message, List<String> trace) {
    List<String> places =
        ends(trace).stream()
            .filter(line -> !LogLine.foreignFrame(line))
            .filter(line -> Frame.in(line).isPresent() || line.contains("most recent call first"))
            .limit(MOST_PLACES)
            .map(line -> cut(line, LONGEST_PLACE))
            .toList();
    return new Failure(
        cut(oneLine(name), LONGEST_NAME),
        cut(oneLine(message), LONGEST_MESSAGE),
        place(name, places),
        places);
  }

  /** Where a test talks much, its stack is before that or after. */
  private static List<String> ends(List<String> lines) {
    if (lines.size() <= 2 * MOST_LOOKED_AT) {
      return lines;
    }
    List<String> ends = new ArrayList<>(lines.subList(0, MOST_LOOKED_AT));
    ends.addAll(lines.subList(lines.size() - MOST_LOOKED_AT, lines.size()));
    return ends;
  }

  /**
   * The first place in the test's own file; else the last one of a Python trace or the first of
   * another that is not a frame of a runner or library.
   */
  private static Optional<String> place(String name, List<String> trace) {
    String first = "";
    String last = "";
    for (String line : trace) {
      Optional<Frame> frame = Frame.in(line);
      if (frame.isEmpty()) {
        continue;
      }
      boolean python = line.contains("File \"");
      String file = frame.get().file();
      String found = shortFile(file) + ":" + frame.get().line();
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
    String stem = base.substring(0, Math.max(0, base.lastIndexOf('.')));
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
        .takeWhile(line -> !LogLine.frame(line) && !CODE.matcher(line).find())
        .filter(line -> !line.isEmpty())
        .limit(MOST_LINES)
        .collect(Collectors.joining(" "));
  }

  /** Its beginning and its end: what differs in two long texts is as often in the one. */
  static String cut(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, most - most / 4 - 1) + "…" + text.substring(text.length() - most / 4);
  }
}
