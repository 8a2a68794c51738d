package dev.spadework.agent;

import dev.spadework.task.Kind;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is outdated, and newer versions of it, found and fetched by the ecosystem's own commands.
 * That happens in the setup phase: with a network, without credentials, on the tree as people
 * committed it. In the closed cage the result lies in {@code ~/updates}: {@code outdated.txt},
 * {@code tree}, a copy of the base with its manifests raised, and what packages ship of changelogs.
 */
final class Updates {
  private static final String UPDATES = "\"$HOME/updates";

  /** Of the search; the setup that it follows may take longer. */
  private static final int SECONDS = 900;

  /**
   * Packages of Python lie in an environment that no file of the tree chooses; before the tests the
   * versions that the tree names are put into it, out of what was fetched.
   */
  private static final String PIP =
      "{ [ ! -d \"$HOME/wheels\" ] || for f in requirements*.txt requirements/*.txt; do"
          + " [ ! -f \"$f\" ] || \"$HOME/venv/bin/python\" -m pip install -q"
          + " --disable-pip-version-check --no-index --find-links \"$HOME/wheels\" -r \"$f\""
          + " || exit 1; done; } && ";

  private Updates() {}

  /**
   * The setup of a task: for one about dependencies with the search for newer ones after it, which
   * never makes a setup fail.
   *
   * @param day on which the task began: what is outdated is asked anew each day
   */
  static Optional<String> setup(Kind kind, Repo repo, Recipe recipe, Tree tree, LocalDate day)
      throws WorkspaceException {
    boolean off = repo.setup().filter(Recipes::isNone).isPresent();
    return kind == Kind.DEPS && !off
        ? setup(recipe.setup(), tree.base().paths(), day)
        : recipe.setup();
  }

  static Optional<String> setup(Optional<String> usual, List<String> paths, LocalDate day) {
    StringBuilder search = new StringBuilder();
    for (Ecosystem each : Ecosystem.values()) {
      for (String place : each.places(paths)) {
        search
            .append("( cd \"$UPDATES/tree/")
            .append(place)
            .append("\" || exit\n")
            .append(each.commands(beside(place, paths)))
            .append(")\n");
      }
    }
    if (search.isEmpty()) {
      return usual;
    }
    String again = usual.map(setup -> "( cd \"$UPDATES/tree\" && " + setup + "\n)\n").orElse("");
    return Optional.of(
        usual.map(setup -> "( " + setup + "\n) || exit $?\n").orElse("")
            + ("mkdir -p %1$s\" && cat > %1$s/search.sh\" <<'SPADEWORK'\n# as of %2$s\n")
                .formatted(UPDATES, day)
            + Ecosystem.script("begin")
            + search
            + again
            + "SPADEWORK\n"
            + "shell=\"$(command -v bash || echo sh)\"\n"
            + "timeout %2$d \"$shell\" %1$s/search.sh\" > %1$s/search.log\" 2>&1\ntrue\n"
                .formatted(UPDATES, SECONDS));
  }

  /** The test command: with the versions of the tree put in place first where no file does that. */
  static Optional<String> test(Kind kind, Recipe recipe, Tree tree) throws WorkspaceException {
    boolean pip =
        kind == Kind.DEPS
            && tree.base().paths().stream()
                .anyMatch(path -> path.matches("(?:requirements/)?requirements[\\w.-]*\\.txt"));
    return pip ? recipe.test().map(PIP::concat) : recipe.test();
  }

  private static List<String> beside(String place, List<String> paths) {
    return paths.stream()
        .filter(path -> path.startsWith(place))
        .map(path -> path.substring(place.length()))
        .filter(path -> !path.contains("/"))
        .toList();
  }
}
