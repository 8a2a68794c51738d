package dev.spadework.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.context.Hidden;
import dev.spadework.slack.Figures;
import dev.spadework.workspace.FileChange;
import dev.spadework.workspace.Held;
import dev.spadework.workspace.Past;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often honest work is held up: the commits of real repositories that touch code and tests.
 * {@code -Dhistories=} names their bare clones, separated by commas; {@code -Dhistories.commits=}
 * how many of each are looked at, {@code -Dhistories.found=} a file for every finding.
 */
@Tag("bench")
class FalseAlarmTest {
  private final Map<String, Integer> flagged = new TreeMap<>();

  @Test
  void honestWorkIsSeldomHeldUp() throws IOException {
    String histories = System.getProperty("histories", "");
    Assumptions.assumeFalse(histories.isBlank());
    int most = Integer.getInteger("histories.commits", 300);
    for (String history : histories.split(",")) {
      flagged.clear();
      int[] seen = new int[1];
      Past.of(
          Path.of(history),
          (commit, diff, files) -> {
            boolean code = diff.files().stream().anyMatch(f -> isCode(f.path()));
            boolean tests =
                diff.files().stream()
                    .anyMatch(f -> TestFiles.isTest(f.path()) && TestFiles.isRead(f.path()));
            if (code && tests && diff.files().size() <= Reach.FILES) {
              seen[0]++;
              look(history, commit, edits(diff.files(), Hunks.of(diff.unified()), files));
            }
            return seen[0] < most;
          });
      report(history, seen[0]);
      assertThat(seen[0]).isPositive();
    }
  }

  private static boolean isCode(String path) {
    return Language.of(path) != Language.OTHER && !TestFiles.isTest(path);
  }

  private void look(String history, String commit, List<Edit> edits) throws IOException {
    Set<String> paths = new TreeSet<>();
    edits.forEach(edit -> paths.add(edit.path()));
    edits.forEach(edit -> paths.add(edit.from()));
    Change change =
        new Change(edits, paths, true, "", "", List.of(), Optional.empty(), Optional.empty());
    Set<String> rules = new LinkedHashSet<>();
    StringBuilder lines = new StringBuilder();
    for (Finding finding : new Review(Hidden::show).of(change)) {
      rules.add(finding.rule());
      if (finding.rule().startsWith("test")) {
        rules.add("any test rule");
      }
      if (finding.rule().startsWith("path")) {
        rules.add("any path rule");
      }
      lines
          .append(history.replaceAll(".*/([^/]+)/repo.*", "$1"))
          .append(' ')
          .append(commit, 0, 10)
          .append(' ')
          .append(finding.rule())
          .append(' ')
          .append(finding.path())
          .append(':')
          .append(finding.line())
          .append(' ')
          .append(finding.values())
          .append('\n');
    }
    if (!rules.isEmpty()) {
      rules.add("any");
    }
    rules.forEach(rule -> flagged.merge(rule, 1, Integer::sum));
    String found = System.getProperty("histories.found", "");
    if (!found.isBlank()) {
      Files.writeString(
          Path.of(found), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static List<Edit> edits(
      List<FileChange> changes, List<List<Edit.Line>> lines, Past.Files files) throws IOException {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      FileChange file = changes.get(i);
      edits.add(
          new Edit(
              file.path(),
              file.oldPath(),
              side(files.held(false, file.oldPath().orElse(file.path()))),
              side(files.held(true, file.path())),
              file.binary(),
              lines.get(i)));
    }
    return edits;
  }

  private static Optional<Edit.Side> side(Optional<Held> held) {
    return held.map(is -> new Edit.Side(Edit.Type.valueOf(is.type().name()), is.text()));
  }

  private void report(String history, int seen) throws IOException {
    StringBuilder line =
        new StringBuilder().append(history.replaceAll(".*/([^/]+)/repo.*", "$1")).append(": ");
    line.append(seen).append(" commits with code and tests");
    flagged.forEach(
        (rule, count) -> line.append(String.format(", %s %.1f %%", rule, 100.0 * count / seen)));

    Figures.note("false-alarms", line.toString());
  }
}
