package dev.spadework.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What compilers could not make sense of: javac (by itself, in Maven, in Gradle), kotlinc, tsc, go,
 * rustc, gcc and those that word it like them. A finding is named by file and line.
 */
final class CompilerLines implements Wording {
  private static final int MOST = 500;
  private static final int LONGEST_LINE = 1_000;
  private static final int DETAILS = 8;

  /** {@code file}, {@code line}, {@code said}. */
  private static final List<Pattern> ERRORS =
      List.of(
          // javac in Maven, which prints each twice
          Pattern.compile(
              "^\\[ERROR\\] (?<file>\\S+\\.\\w+):\\[(?<line>\\d{1,7}),\\d+\\] (?<said>.+)$"),
          // tsc, plain and pretty
          Pattern.compile(
              "^(?<file>[^\\s(:]+\\.[cm]?[tj]sx?)[(:](?<line>\\d{1,7})[,:]\\d+\\)?(?: -|:) error (?<said>TS\\d+: .+)$"),
          // javac, gcc, kotlinc
          Pattern.compile(
              "^(?::[\\w:-]+?(?=/))?(?:e: )?(?:file://)?(?<file>[^\\s:]+\\.\\w+):(?<line>\\d{1,7}):(?:\\d+:)? ?(?:fatal )?error: (?<said>.+)$"),
          Pattern.compile(
              "^e: (?:file://)?(?<file>[^\\s:]+\\.kts?):\\(?(?<line>\\d{1,7})[,:] ?\\d+\\)?:? (?<said>.+)$"));

  private static final Pattern GO_PACKAGE = Pattern.compile("^# \\S+");
  private static final Pattern GO =
      Pattern.compile(
          "^(?:vet: )?(?<file>[^\\s:]+\\.go):(?<line>\\d{1,7}):(?:\\d+:)? (?<said>.+)$");
  private static final Pattern RUST = Pattern.compile("^error(?:\\[E\\d+\\])?: (?<said>.+)$");
  private static final Pattern RUST_PLACE =
      Pattern.compile("^ *--> (?<file>[^\\s:]+):(?<line>\\d{1,7}):\\d+$");
  private static final Pattern DETAIL =
      Pattern.compile(
          "^(?:\\[ERROR\\])? +(?:symbol|location|required|found|reason|equality constraints): .+"
              + "|^ +cannot find symbol$"
              + "|^ +\\| +\\^+ (?<found>\\S.*)$");

  @Override
  public List<Finding> findings(List<String> lines) {
    Map<String, Finding> found = new LinkedHashMap<>();
    boolean go = false;
    for (int i = 0; i < lines.size() && found.size() < MOST; i++) {
      String line = lines.get(i);
      boolean may =
          go
              || line.contains("rror")
              || line.contains("ERROR")
              || line.startsWith("e: ")
              || line.startsWith("# ");
      if (!may || line.length() > LONGEST_LINE) {
        continue;
      }
      Optional<Matcher> go1 = go ? matched(GO, line) : Optional.empty();
      go = GO_PACKAGE.matcher(line).find() || go && (go1.isPresent() || line.startsWith("\t"));
      Optional<Matcher> error = error(line).or(() -> go1);
      int at = i;
      error
          .map(m -> finding(m, m.group("said"), lines, at, at))
          .or(() -> rust(lines, at))
          .ifPresent(f -> found.putIfAbsent(f.name() + f.failure().message(), f));
    }
    return List.copyOf(found.values());
  }

  private static Optional<Matcher> error(String line) {
    return ERRORS.stream().map(p -> matched(p, line)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Matcher> matched(Pattern pattern, String line) {
    return Optional.of(pattern.matcher(line)).filter(Matcher::lookingAt);
  }

  private static Optional<Finding> rust(List<String> lines, int at) {
    Optional<Matcher> error = matched(RUST, lines.get(at));
    if (error.isEmpty() || at + 1 >= lines.size()) {
      return Optional.empty();
    }
    return matched(RUST_PLACE, lines.get(at + 1))
        .map(place -> finding(place, error.get().group("said"), lines, at, at + 1));
  }

  /** With the lines below it that name what was looked for, and where. */
  private static Finding finding(
      Matcher place, String said, List<String> lines, int from, int named) {
    List<String> message = new ArrayList<>(List.of(said));
    int to = named;
    for (int i = named + 1; i < lines.size() && i <= named + DETAILS; i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.length() > LONGEST_LINE || error(line).isPresent()) {
        break;
      }
      Matcher detail = DETAIL.matcher(line);
      if (detail.find()) {
        String found = detail.group("found");
        message.add(found == null ? line.replaceFirst("^\\[ERROR\\]", "").strip() : found);
        to = i;
      }
    }
    String at = place.group("file") + ":" + place.group("line");
    return new Finding(
        FailurePlaces.failure(at, String.join("; ", message), List.of(at)), from + 1, to + 1);
  }
}
