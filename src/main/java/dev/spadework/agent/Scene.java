package dev.spadework.agent;

import dev.spadework.review.Change;
import dev.spadework.review.Edit;
import dev.spadework.review.Finding;
import dev.spadework.review.Review;
import dev.spadework.review.TestNames;
import dev.spadework.task.Task;
import dev.spadework.task.TestRun;
import dev.spadework.workspace.Diff;
import dev.spadework.workspace.FileChange;
import dev.spadework.workspace.Held;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a playbook's check looks at.
 *
 * @param head the tree that is to be delivered
 * @param change from the base to it
 */
record Scene(Bench bench, String head, Change change, Diff diff) {
  private static final int LARGEST = 1 << 20;

  static Scene of(Bench bench, String head) throws WorkspaceException {
    Tree tree = bench.site().tree();
    Diff diff = tree.diff(bench.task().baseTree(), head);
    return new Scene(
        bench,
        head,
        DiffCheck.change(bench.task(), tree, head, diff, bench.site().repo().guard()),
        diff);
  }

  Task task() {
    return bench.task();
  }

  Tree tree() {
    return bench.site().tree();
  }

  List<Edit> edits() {
    return change.edits();
  }

  TestNames tests() {
    return TestNames.of(edits());
  }

  /** Every path of the change, where it is and where it was. */
  List<String> touched(boolean tests) {
    List<String> paths = new ArrayList<>();
    for (Edit edit : edits()) {
      for (String path : List.of(edit.path(), edit.oldPath().orElse(edit.path()))) {
        if (Review.isTest(path) == tests && !paths.contains(path)) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  /** Tests that prove less than they did, by name where they have one. */
  List<String> weakened() {
    return Review.weakened(change).stream().map(Scene::subject).distinct().toList();
  }

  private static String subject(Finding finding) {
    String test = finding.values().getOrDefault("test", "");
    return test.isEmpty()
        ? finding.path().isEmpty() ? "the number of tests" : finding.path()
        : test;
  }

  Optional<TestRun> headRun() {
    return task().testing().on(head);
  }

  /** A file's text; empty for what is no text, too long or not there. */
  Optional<String> text(String of, String path) throws WorkspaceException {
    return tree().held(of, path, LARGEST).map(Held::text);
  }

  /** All paths of the tree that is to be delivered, sorted. */
  List<String> paths() throws WorkspaceException {
    TreeSet<String> paths = new TreeSet<>(tree().base().paths());
    for (FileChange file : diff.files()) {
      file.oldPath().ifPresent(paths::remove);
      if (file.kind() == FileChange.Kind.DELETED) {
        paths.remove(file.path());
      } else {
        paths.add(file.path());
      }
    }
    return List.copyOf(paths);
  }

  /** The names of the tests that passed in a run; empty where its runner does not say. */
  List<String> passed(TestRun run) {
    return bench
        .notebook()
        .kept(run.output() + Tester.PASSED)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }
}
