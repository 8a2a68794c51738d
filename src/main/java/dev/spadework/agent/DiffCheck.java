package dev.spadework.agent;

import static dev.spadework.report.Phrases.say;

import dev.spadework.context.Hidden;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.review.Change;
import dev.spadework.review.Edit;
import dev.spadework.review.Finding;
import dev.spadework.review.Hunks;
import dev.spadework.review.Manifests;
import dev.spadework.review.Review;
import dev.spadework.task.Choice;
import dev.spadework.task.Kind;
import dev.spadework.task.Plan;
import dev.spadework.task.Proof;
import dev.spadework.task.Task;
import dev.spadework.task.TestRun;
import dev.spadework.workspace.Diff;
import dev.spadework.workspace.FileChange;
import dev.spadework.workspace.Held;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What in a change a person has to look at before it leaves the house, in words. */
final class DiffCheck {
  /** Longer files are looked at by their lines in the diff only. */
  private static final int LARGEST_TEXT = 1 << 20;

  /** Of one kind. */
  private static final int SHOWN = 6;

  private static final int WIDTH = 160;

  private DiffCheck() {}

  /**
   * The findings, a line each; empty if nobody needs to look.
   *
   * @param head the tree that is to be delivered
   * @param guard patterns of paths that this repository wants looked at besides
   */
  static List<String> of(
      Task task, Tree tree, String head, Diff diff, List<String> guard, Redactor redactor)
      throws WorkspaceException {
    Change change = change(task, tree, head, diff, guard);
    List<String> findings = new ArrayList<>(SecretScan.of(diff, redactor));
    boolean deps = task.proving().on(head, Kind.DEPS).filter(Proof::held).isPresent();
    findings.addAll(
        words(
            new Review(Hidden::show)
                .of(change).stream().filter(each -> !(deps && isTheTask(each))).toList(),
            redactor));
    return findings;
  }

  /** The whole change as a reviewer looks at it. */
  static Change change(Task task, Tree tree, String head, Diff diff, List<String> guard)
      throws WorkspaceException {
    Optional<TestRun> run = task.testing().on(head);
    return new Change(
        edits(tree, task.baseTree(), head, diff),
        task.plan().map(Plan::files).orElseThrow(),
        wanted(task),
        task.request().text(),
        run.or(() -> task.testing().baseline()).map(TestRun::command).orElse(""),
        guard,
        task.testing().baseline(),
        run);
  }

  /** Where versions are the task and code found nothing amiss with them, nobody is asked again. */
  private static boolean isTheTask(Finding finding) {
    String rule = finding.rule();
    boolean versions = Manifests.isManifest(finding.path()) || Manifests.isLock(finding.path());
    return versions && List.of("path.manifest", "path.lock", "path.build").contains(rule);
  }

  /** Whether a person approved the plan as it is now. */
  private static boolean wanted(Task task) {
    return task.gates().settled().stream()
        .anyMatch(
            settled ->
                settled.gate().subject().equals(task.planSubject())
                    && settled.decided().choice() == Choice.APPROVE);
  }

  private static List<Edit> edits(Tree tree, String base, String head, Diff diff)
      throws WorkspaceException {
    List<List<Edit.Line>> lines = Hunks.of(diff.unified());
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < diff.files().size(); i++) {
      FileChange file = diff.files().get(i);
      String from = file.oldPath().orElse(file.path());
      edits.add(
          new Edit(
              file.path(),
              file.oldPath(),
              file.kind() == FileChange.Kind.ADDED
                  ? Optional.empty()
                  : side(tree.held(base, from, LARGEST_TEXT), file.binary()),
              file.kind() == FileChange.Kind.DELETED
                  ? Optional.empty()
                  : side(tree.held(head, file.path(), LARGEST_TEXT), file.binary()),
              file.binary(),
              i < lines.size() ? lines.get(i) : List.of()));
    }
    return edits;
  }

  private static Optional<Edit.Side> side(Optional<Held> held, boolean binary) {
    return held.map(
        is -> new Edit.Side(Edit.Type.valueOf(is.type().name()), binary ? "" : is.text()));
  }

  /** A line for each, but no more than a few of one kind: the rest is counted. */
  static List<String> words(List<Finding> findings, Redactor redactor) {
    Map<String, List<Finding>> byRule = new LinkedHashMap<>();
    for (Finding finding : findings) {
      byRule.computeIfAbsent(finding.rule(), any -> new ArrayList<>()).add(finding);
    }
    List<String> words = new ArrayList<>();
    byRule
        .values()
        .forEach(
            same -> {
              same.stream().limit(SHOWN).forEach(one -> words.add(words(one, redactor)));
              if (same.size() > SHOWN) {
                words.add(say("finding.more", "more", same.size() - SHOWN));
              }
            });
    return words;
  }

  private static String words(Finding finding, Redactor redactor) {
    List<Object> pairs = new ArrayList<>();
    if (!finding.path().isEmpty()) {
      String line = finding.line() > 0 ? ":" + finding.line() : "";
      pairs.add("file");
      pairs.add(code(finding.path() + line, redactor));
    }
    finding
        .values()
        .forEach(
            (name, value) -> {
              pairs.add(name);
              pairs.add(value.matches("\\d{1,18}") ? value : code(value, redactor));
            });
    return say("finding." + finding.rule(), pairs.toArray());
  }

  private static String code(String text, Redactor redactor) {
    return Code.of(Code.shortened(Hidden.show(redactor.clean(text)), WIDTH));
  }
}
