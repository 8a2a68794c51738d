package dev.spadework.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a change reaches: paths that are special, paths that nobody planned, and its size. */
final class Reach {
  /** Lines added and taken away, together. Google's study of reviews calls 1,000 too large. */
  static final int LINES = 1_500;

  /** Files. */
  static final int FILES = 40;

  /** Words in a request that make manifests and build files part of the task. */
  private static final Pattern ABOUT_BUILD =
      Pattern.compile(
          "(?i)\\b(dependenc\\w*|upgrade\\w*|bump\\w*|librar\\w+|packages?|versions?|plugins?"
              + "|build\\w*|compil\\w+|makefile|gradle|maven|pom|npm|cargo|pip|requirements"
              + "|go\\.mod|package\\.json|pyproject)\\b");

  private Reach() {}

  /** Files of a kind that asks. */
  static List<Finding> special(Change change) {
    List<Finding> findings = new ArrayList<>();
    for (Edit edit : change.edits()) {
      for (String path : names(edit)) {
        for (Paths.Rule rule : Paths.of(path)) {
          if (!(rule.plannable() && isTheTask(change, path))) {
            findings.add(Finding.of("path." + rule.kind(), path, 0));
          }
        }
        if (Paths.guarded(change.guard(), path)) {
          findings.add(Finding.of("path.guarded", path, 0));
        }
        if (isTestCommand(change.testCommand(), path)) {
          findings.add(Finding.of("path.testcommand", path, 0));
        }
      }
    }
    return findings;
  }

  /** A model plans what it likes: the plan alone does not make a build file the task. */
  private static boolean isTheTask(Change change, String path) {
    return change.planned().contains(path)
        && (change.wanted()
            || ABOUT_BUILD.matcher(change.asked()).find()
            || change.asked().contains(path.substring(path.lastIndexOf('/') + 1)));
  }

  private static boolean isTestCommand(String command, String path) {
    for (String word : command.split("[\\s;&|<>()'\"`]+")) {
      if (!word.isEmpty() && word.replaceFirst("^(\\./)+", "").equals(path)) {
        return true;
      }
    }
    return false;
  }

  /** Files that the plan does not name; tests may come along. */
  static List<Finding> unplanned(Change change) {
    if (change.edits().isEmpty()) {
      return List.of();
    }
    if (change.planned().isEmpty()) {
      return List.of(Finding.of("scope.unnamed", "", 0));
    }
    List<Finding> findings = new ArrayList<>();
    for (Edit edit : change.edits()) {
      for (String path : names(edit)) {
        if (!change.planned().contains(path) && !TestFiles.isTest(path)) {
          findings.add(Finding.of("scope", path, 0));
        }
      }
    }
    return findings;
  }

  /** More than anybody reads with care. */
  static List<Finding> size(Change change) {
    List<Finding> findings = new ArrayList<>();
    int lines = change.edits().stream().mapToInt(edit -> edit.lines().size()).sum();
    if (lines > LINES) {
      findings.add(Finding.of("size.lines", "", 0, "lines", "" + lines, "most", "" + LINES));
    }
    if (change.edits().size() > FILES) {
      findings.add(
          Finding.of("size.files", "", 0, "files", "" + change.edits().size(), "most", "" + FILES));
    }
    return findings;
  }

  private static Set<String> names(Edit edit) {
    Set<String> names = new LinkedHashSet<>();
    names.add(edit.path());
    edit.oldPath().ifPresent(names::add);
    return names;
  }
}
