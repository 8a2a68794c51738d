package dev.spadework.agent;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a text that stands nowhere in a file was probably meant to be. */
final class NearMiss {
  private static final int LINES_SHOWN = 12;
  private static final int PLACES_SHOWN = 3;
  private static final int LONGEST_SHOWN = 240;
  private static final int START = 24;

  /** What two texts may differ in, from the least. */
  private static final Map<String, UnaryOperator<String>> DIFFERENCES = differences();

  private NearMiss() {}

  private static Map<String, UnaryOperator<String>> differences() {
    Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
    all.put("spaces at the ends of lines", String::stripTrailing);
    all.put("tabs and spaces", line -> line.stripTrailing().replaceAll("[ \t]+", " "));
    all.put("indentation", String::strip);
    all.put("white space", line -> line.replaceAll("\\s+", ""));
    all.put("quotes or dashes", line -> typed(line).strip());
    all.put("backslashes", line -> line.replace("\\", "").strip());
    all.put("upper and lower case", line -> line.strip().toLowerCase(java.util.Locale.ROOT));
    return all;
  }

  private static String typed(String line) {
    return Normalizer.normalize(line, Normalizer.Form.NFKC)
        .replaceAll("[\u2018\u2019\u201C\u201D\u0060\u00B4\"]", "'")
        .replaceAll("[\u2010-\u2015\u2212]", "-")
        .replace("\u00A0", " ");
  }

  /** The nearest lines and what differs, for whoever has to mend the text. Starts with a space. */
  static String of(String file, String old, String replacement) {
    List<String> lines = Places.plain(file).lines().toList();
    List<String> wanted = Places.plain(old).lines().toList();
    if (old.contains("\\n") && Places.of(file, old.replace("\\n", "\n")).count() == 1) {
      return " It does with real line ends in the place of `\\n`.";
    }
    for (Map.Entry<String, UnaryOperator<String>> each : DIFFERENCES.entrySet()) {
      List<Integer> starts = where(lines, wanted, each.getValue());
      if (!starts.isEmpty()) {
        return differing(lines, wanted, starts, each.getKey());
      }
    }
    if (replacement.strip().length() > 2 && Places.of(file, replacement).count() == 1) {
      return " But `new` stands there already, at line "
          + Places.of(file, replacement).lines().get(0)
          + ": this edit has been made.";
    }
    return similar(lines, wanted);
  }

  private static List<Integer> where(
      List<String> lines, List<String> wanted, UnaryOperator<String> blurred) {
    Map<String, Integer> ids = new HashMap<>();
    int[] file = ids(lines, blurred, ids);
    int[] text = ids(wanted, blurred, ids);
    boolean blank = wanted.stream().map(blurred).allMatch(String::isBlank);
    return blank ? List.of() : Occurrences.of(file, text, PLACES_SHOWN + 1);
  }

  private static int[] ids(
      List<String> lines, UnaryOperator<String> blurred, Map<String, Integer> ids) {
    return lines.stream()
        .mapToInt(line -> ids.computeIfAbsent(blurred.apply(line), any -> ids.size()))
        .toArray();
  }

  private static String differing(
      List<String> lines, List<String> wanted, List<Integer> starts, String what) {
    int start = starts.get(0);
    if (starts.size() > 1) {
      return " Lines like it, but for "
          + what
          + ", begin at "
          + starts.stream().map(at -> "line " + (at + 1)).collect(Collectors.joining(", "))
          + ". Copy one of them, with lines around it.";
    }
    return " The nearest lines are these; they differ from `old` in "
        + what
        + ":\n"
        + shown(lines, start, wanted.size())
        + first(lines, wanted, start);
  }

  private static String first(List<String> lines, List<String> wanted, int start) {
    return IntStream.range(0, wanted.size())
        .filter(i -> !lines.get(start + i).equals(wanted.get(i)))
        .mapToObj(
            i ->
                "\nFirst difference: line "
                    + (start + i + 1)
                    + " is "
                    + visible(lines.get(start + i))
                    + "\n`old` has "
                    + visible(wanted.get(i)))
        .findFirst()
        .orElse("");
  }

  /** Lines that look like one of those searched for; the one that says most comes first. */
  private static String similar(List<String> lines, List<String> wanted) {
    Optional<String> most =
        wanted.stream().map(String::strip).filter(line -> line.length() > 2).findFirst();
    List<String> sought = new ArrayList<>();
    most.ifPresent(line -> sought.add(line.substring(0, Math.min(line.length(), START))));
    wanted.stream()
        .map(String::strip)
        .filter(line -> line.length() > START)
        .limit(LINES_SHOWN)
        .forEach(line -> sought.add(line.substring(0, START)));
    for (String start : sought) {
      List<Integer> near =
          IntStream.range(0, lines.size())
              .filter(i -> lines.get(i).contains(start))
              .limit(PLACES_SHOWN)
              .boxed()
              .toList();
      if (!near.isEmpty()) {
        return " The nearest lines are:\n"
            + near.stream()
                .map(at -> shown(lines, at, Math.min(wanted.size(), LINES_SHOWN / near.size())))
                .collect(Collectors.joining("\n…\n"));
      }
    }
    return " Read the file again; text and white space must match exactly.";
  }

  private static String shown(List<String> lines, int from, int count) {
    return IntStream.range(from, Math.min(lines.size(), from + Math.min(count, LINES_SHOWN)))
        .mapToObj(i -> (i + 1) + ": " + cut(lines.get(i)))
        .collect(Collectors.joining("\n"));
  }

  private static String visible(String line) {
    return "`"
        + cut(
            line.replace("\t", "\u2192")
                .replace("\u00A0", "\u2423")
                .replaceAll(" (?= *$)", "\u00B7"))
        + "`"
        + (line.contains("\t") ? " (\u2192 is a tab)" : "");
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }
}
