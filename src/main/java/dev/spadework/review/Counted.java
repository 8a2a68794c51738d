package dev.spadework.review;

import dev.spadework.task.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the counts of two runs say. */
final class Counted {
  private Counted() {}

  static List<Finding> fewer(Change change) {
    Optional<TestRun.Counts> base = change.base().flatMap(TestRun::counts);
    Optional<TestRun.Counts> head = change.head().flatMap(TestRun::counts);
    List<Finding> findings = new ArrayList<>();
    if (base.isEmpty() || change.head().isEmpty()) {
      return findings;
    }
    if (head.isEmpty()) {
      findings.add(Finding.of("count.unknown", "", 0, "old", "" + base.get().total()));
      return findings;
    }
    if (head.get().total() < base.get().total()) {
      findings.add(
          Finding.of(
              "count.fewer",
              "",
              0,
              "old",
              "" + base.get().total(),
              "now",
              "" + head.get().total()));
    }
    if (head.get().skipped() > base.get().skipped()) {
      findings.add(
          Finding.of(
              "count.skipped",
              "",
              0,
              "old",
              "" + base.get().skipped(),
              "now",
              "" + head.get().skipped()));
    }
    return findings;
  }
}
