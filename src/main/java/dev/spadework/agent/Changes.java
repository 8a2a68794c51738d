package dev.spadework.agent;

import dev.spadework.task.DeliveryEvent.ChangedFile;
import dev.spadework.task.Task;
import dev.spadework.workspace.FileChange;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The changed paths of a tree, each with the line of the summary that is about it. */
final class Changes {
  private Changes() {}

  static List<ChangedFile> of(Tree tree, Task task, String summary)
      throws WorkspaceException, InterruptedException {
    List<ChangedFile> changes = new ArrayList<>();
    for (FileChange change : tree.diff(task.baseTree(), tree.snapshot()).files()) {
      changes.add(
          new ChangedFile(
              change.path(), line(summary, change.path()), change.added(), change.deleted()));
    }
    return changes;
  }

  /** What the summary says of the path: the rest of the first line that names it. */
  private static String line(String summary, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (String wanted : List.of(path, name)) {
      // As a path of its own, not as a part of another one.
      Pattern whole =
          Pattern.compile(
              "(?<![\\w./-])(?:\\./)?" + Pattern.quote(wanted) + "(?![\\w/-]|\\.\\w)",
              Pattern.UNICODE_CHARACTER_CLASS);
      for (String line : summary.lines().toList()) {
        Matcher found = whole.matcher(line);
        if (found.find()) {
          String rest = line.substring(found.end()).replaceAll("^[`*_:\\s–—-]+", "");
          return rest.isBlank() ? line.strip() : rest.strip();
        }
      }
    }
    return "";
  }
}
