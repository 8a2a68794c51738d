package dev.spadework.context;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What failed in the log of a test run, a build or another command: the counts, and of each failure
 * its name, its message and the first frame in the repository's own files. Where no tool's wording
 * is recognised, it is what {@link Trim} leaves.
 */
public final class LogDigest {
  /** A log this many times smaller than the limit is shown as it is. */
  private static final int WHOLE = 4;

  private static final int MOST_SHOWN = 8;
  private static final int MOST_NAMES = 12;
  private static final int LAST_LINES = 3;
  private static final int LONGEST_LAST = 200;
  private static final int ROOM_FOR_NAMES = 800;
  private static final Pattern MASKED = Pattern.compile("\\d+|'[^']*'|\"[^\"]*\"");

  private final List<String> lines;
  private final OwnFiles files;
  private final int room;

  private LogDigest(List<String> lines, OwnFiles files, int room) {
    this.lines = lines;
    this.files = files;
    this.room = room;
  }

  /**
   * The digest of a command that failed.
   *
   * @param log untrusted; its lines are counted as {@link LogText} counts them
   * @param report what was counted; its failures come before what the log says of tests
   * @param files of the repository
   * @param maxChars never more characters than this
   */
  public static Trimmed of(String log, Optional<TestReport> report, OwnFiles files, int maxChars) {
    List<String> lines = LogLine.lines(log);
    List<Finding> found = merged(report, Findings.in(lines));
    int length = lines.stream().mapToInt(line -> line.length() + 1).sum();
    boolean told = found.stream().allMatch(finding -> finding.from() > 0);
    if (found.isEmpty() || told && length <= maxChars / WHOLE) {
      return Trim.log(log, maxChars);
    }
    return new LogDigest(lines, files, maxChars).digest(report, found);
  }

  /** The failures of the report, with the lines where the log speaks of them, then the others. */
  private static List<Finding> merged(Optional<TestReport> report, List<Finding> found) {
    List<Failure> reported = report.map(TestReport::failures).orElse(List.of());
    List<Finding> all = new ArrayList<>();
    List<Finding> left = new ArrayList<>(found);
    for (Failure failure : reported) {
      Optional<Finding> told = left.stream().filter(f -> same(f, failure)).findFirst();
      told.ifPresent(left::remove);
      all.add(
          told.map(f -> new Finding(failure, f.from(), f.to()).with(f))
              .orElse(new Finding(failure, 0, 0)));
    }
    all.addAll(left);
    return all;
  }

  private static boolean same(Finding told, Failure reported) {
    String a = told.name();
    String b = reported.name();
    return a.equals(b) || a.endsWith(b) || b.endsWith(a) || a.startsWith(b + "(");
  }

  private Trimmed digest(Optional<TestReport> report, List<Finding> found) {
    List<List<Finding>> groups = groups(ownFirst(found));
    StringBuilder out = new StringBuilder(head(report, found)).append('\n');
    boolean counted = report.filter(r -> r.ran() > 0).isPresent();
    String last = counted || found.stream().allMatch(LogDigest::ofCompiler) ? "" : last();
    int left = room - out.length() - last.length() - ROOM_FOR_NAMES;
    Map<Integer, String> shown = new HashMap<>();
    for (int i : order(groups.size())) {
      String entry = entry(groups.get(i));
      if (entry.length() < left) {
        left -= entry.length() + 1;
        shown.put(i, entry);
      }
    }
    List<Finding> passedOver = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      if (shown.containsKey(i)) {
        out.append(more(passedOver)).append(shown.get(i)).append('\n');
        passedOver.clear();
      } else {
        passedOver.addAll(groups.get(i));
      }
    }
    out.append(more(passedOver)).append(last);
    String text = out.substring(0, Math.min(out.length(), room)).stripTrailing();
    return new Trimmed(text, Math.max(1, lines.size() - (int) text.lines().count()));
  }

  /** What failed first and what failed last say most; then the others as they come. */
  private static List<Integer> order(int entries) {
    List<Integer> order = new ArrayList<>(List.of(0));
    if (entries > 1) {
      order.add(entries - 1);
    }
    for (int i = 1; i < Math.min(entries - 1, MOST_SHOWN - 1); i++) {
      order.add(i);
    }
    return order;
  }

  private String more(List<Finding> passedOver) {
    if (passedOver.isEmpty()) {
      return "";
    }
    return names(passedOver, "", "… and ", " more: ") + "\n";
  }

  /** What a compiler says of libraries comes after what it says of the repository. */
  private List<Finding> ownFirst(List<Finding> found) {
    List<Finding> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(this::foreign));
    return sorted;
  }

  private boolean foreign(Finding finding) {
    return ofCompiler(finding) && Frame.own(finding.failure().trace(), files).isEmpty();
  }

  private String head(Optional<TestReport> report, List<Finding> found) {
    long broken = found.stream().filter(LogDigest::ofCompiler).count();
    List<String> counts = new ArrayList<>();
    if (broken < found.size() && report.filter(r -> r.ran() > 0).isPresent()) {
      TestReport r = report.get();
      counts.add(
          Row.count(r.passed())
              + " passed, "
              + Row.count(r.failed() + r.errors())
              + " failed, "
              + Row.count(r.skipped())
              + " skipped");
    } else if (broken < found.size()) {
      counts.add(Row.count(found.size() - (int) broken) + " failed");
    }
    if (broken > 0) {
      counts.add(Row.count((int) broken) + (broken == 1 ? " compile error" : " compile errors"));
    }
    return String.join(", ", counts) + "; " + Row.count(lines.size()) + " lines of output";
  }

  private static boolean ofCompiler(Finding finding) {
    return finding.failure().trace().equals(List.of(finding.name()));
  }

  /** As the repository names the file, where the name is one. */
  private String name(Finding finding) {
    return ofCompiler(finding)
        ? Frame.own(finding.failure().trace(), files).orElse(finding.name())
        : finding.name();
  }

  /** Those that say the same at the same place are one entry; in the same file, if many. */
  private List<List<Finding>> groups(List<Finding> found) {
    List<List<Finding>> fine = groups(found, false);
    return fine.size() <= MOST_SHOWN ? fine : groups(found, true);
  }

  private List<List<Finding>> groups(List<Finding> found, boolean byFile) {
    Map<String, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : found) {
      Failure failure = finding.failure();
      String place = failure.trace().isEmpty() ? "" : place(finding).orElse("");
      String where = byFile ? place.replaceFirst(":\\d+$", "") : place;
      String said = MASKED.matcher(failure.message()).replaceAll("#");
      groups.computeIfAbsent(said + "\n" + where, key -> new ArrayList<>()).add(finding);
    }
    return List.copyOf(groups.values());
  }

  private String entry(List<Finding> group) {
    Finding first = group.get(0);
    String name = name(first);
    StringBuilder entry = new StringBuilder("FAILED ").append(name);
    if (first.from() > 0) {
      entry.append(first.from() == first.to() ? " (line " : " (lines ").append(first.from());
      entry.append(first.from() == first.to() ? "" : "-" + first.to()).append(')');
    }
    String message = first.failure().message();
    if (!message.isEmpty() && !message.equals(name)) {
      entry.append("\n  ").append(message);
    }
    place(first)
        .filter(place -> !place.equals(name))
        .ifPresent(place -> entry.append("\n  at ").append(place));
    if (group.size() > 1) {
      List<Finding> others = group.subList(1, group.size());
      entry.append("\n  ").append(names(others, name, "and ", " alike: "));
    }
    return entry.toString();
  }

  /** The first and the last names of many, without what they share with the one before them. */
  private String names(List<Finding> findings, String shown, String before, String after) {
    List<String> names =
        new ArrayList<>(findings.stream().map(f -> differing(name(f), shown)).distinct().toList());
    int all = names.size();
    if (all > MOST_NAMES) {
      String last = names.get(all - 1);
      names = new ArrayList<>(names.subList(0, MOST_NAMES - 1));
      names.add("…");
      names.add(last);
    }
    return before
        + Row.count(all)
        + after
        + FailurePlaces.cut(String.join(", ", names), ROOM_FOR_NAMES / 2 - 40);
  }

  private static String differing(String name, String shown) {
    int common = 0;
    int from = 0;
    while (common < Math.min(name.length(), shown.length())
        && name.charAt(common) == shown.charAt(common)) {
      common++;
      from = ".:/>›#".indexOf(name.charAt(common - 1)) >= 0 ? common : from;
    }
    return name.substring(from).strip();
  }

  private Optional<String> place(Finding finding) {
    Failure failure = finding.failure();
    Optional<String> own = Frame.own(failure.trace(), files);
    return own.or(() -> said(failure)).or(() -> files.named(failure.name()));
  }

  /** Where a runner was told to print one line a failure, that line has the place. */
  private Optional<String> said(Failure failure) {
    String message = failure.message().replaceFirst("\\.{3}$", "");
    String start = message.substring(0, Math.min(30, message.length()));
    if (start.length() < 10) {
      return Optional.empty();
    }
    return lines.stream()
        .filter(line -> line.length() < 1_000 && line.indexOf(start) > 0)
        .map(line -> Frame.own(List.of(line), files))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What the log ends with, which says how the command went on after the failures. */
  private String last() {
    List<String> said =
        lines.subList(Math.max(0, lines.size() - 60), lines.size()).stream()
            .map(line -> line.replaceFirst("^\\[(?:ERROR|INFO)\\]\\s*", ""))
            .filter(line -> !LogLine.noise(line) && !LogLine.frame(line) && !line.startsWith("{\""))
            .toList();
    return said.subList(Math.max(0, said.size() - LAST_LINES), said.size()).stream()
        .map(line -> line.strip().substring(0, Math.min(LONGEST_LAST, line.strip().length())))
        .collect(Collectors.joining("\n", said.isEmpty() ? "" : "It ends:\n", ""));
  }
}
