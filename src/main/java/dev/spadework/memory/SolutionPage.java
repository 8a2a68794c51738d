package dev.spadework.memory;

import dev.spadework.redact.Redactor;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code solutions.md}: changes that people merged, for people to read. */
final class SolutionPage {
  private static final String TOP =
      """
      # Accepted solutions

      Changes of Spadework that people merged, newest first. Written by Spadework from its journal; an edit here is lost.
      """;
  private static final int LONGEST = 300;
  private static final int FILES = 5;
  private static final int COMMIT = 10;

  private final Redactor redactor;
  private final UnaryOperator<String> seen;

  SolutionPage(Redactor redactor, UnaryOperator<String> seen) {
    this.redactor = redactor;
    this.seen = seen;
  }

  String of(List<Solution> solutions) {
    StringBuilder out = new StringBuilder(TOP);
    List<Solution> sorted =
        solutions.stream()
            .sorted(
                Comparator.comparing(Solution::repo)
                    .thenComparing(Comparator.comparing(Solution::when).reversed())
                    .thenComparing(Solution::task))
            .toList();
    String repo = "";
    for (Solution each : sorted) {
      if (!each.repo().equals(repo)) {
        repo = each.repo();
        out.append("\n## ").append(clean(repo)).append("\n\n");
      }
      out.append(line(each));
    }
    return out.toString();
  }

  private String line(Solution each) {
    String files =
        String.join(", ", each.files().stream().limit(FILES).toList())
            + (each.files().size() > FILES
                ? " and " + (each.files().size() - FILES) + " more"
                : "");
    return "- **"
        + clean(each.asked())
        + "** ("
        + each.when().atZone(ZoneOffset.UTC).toLocalDate()
        + (each.by().isEmpty() ? "" : ", merged by " + clean(each.by()))
        + "): "
        + clean(each.pull())
        + ", `"
        + clean(each.task())
        + "`, "
        + each.commit().substring(0, Math.min(COMMIT, each.commit().length()))
        + (files.isEmpty() ? "" : "; " + clean(files))
        + (each.proof().isEmpty() ? "" : ". " + clean(each.proof()))
        + "\n";
  }

  private String clean(String text) {
    return FailureLog.line(redactor.clean(seen.apply(text)), LONGEST);
  }
}
