package dev.spadework.agent;

import dev.spadework.agent.Tool.WrongCall;
import dev.spadework.task.Aside;
import dev.spadework.task.Task;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the model and people are told of files that are withheld. */
final class WithheldFiles {
  private WithheldFiles() {}

  /** A tool that names such a file is told so, rather than that there is none. */
  static void refuse(Arguments arguments, Tree tree) throws WrongCall {
    Optional<String> path = arguments.optional("path").map(WithheldFiles::plain);
    if (path.filter(tree.withheld()::contains).isPresent()) {
      throw new WrongCall(Prompts.fill("withheld-file.md", Map.of("path", path.get())));
    }
  }

  private static String plain(String path) {
    try {
      return Path.of(path.strip()).normalize().toString();
    } catch (InvalidPathException e) {
      // No file has such a name; the tool says so in its own words.
      return path;
    }
  }

  /** The line of the opening prompt; empty if nothing is withheld. */
  static String layer(Task task) {
    Optional<Aside.Withheld> withheld = task.asides().withheld();
    if (withheld.isEmpty()) {
      return "";
    }
    List<String> paths = withheld.get().paths();
    int more = withheld.get().all() - paths.size();
    String names = String.join(", ", paths) + (more > 0 ? " and " + more + " more" : "");
    return Prompts.fill("brief-withheld.md", Map.of("names", names));
  }

  /** Of each in whose place a command put something: it is not in the change. */
  static List<String> findings(Tree tree) throws WorkspaceException {
    return tree.covered().stream()
        .map(
            path ->
                "`"
                    + path
                    + "` holds credentials and was withheld; what was put in its place is left out"
                    + " of the change.")
        .toList();
  }
}
