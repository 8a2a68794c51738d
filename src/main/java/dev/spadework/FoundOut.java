package dev.spadework;

import dev.spadework.agent.Recipe;
import dev.spadework.agent.Recipes;
import dev.spadework.agent.Repo;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.util.Optional;

/** Which setup and test command a task in a repository would have, as far as that is known now. */
final class FoundOut {
  private FoundOut() {}

  /**
   * Looks at the base.
   *
   * @param local whether its repository is on this machine: then the base is fetched, as a task
   *     does; any other is looked at only if it was fetched before
   */
  static Finding of(Workspace workspace, Repo repo, boolean local) throws InterruptedException {
    Optional<Recipe> recipe = Optional.empty();
    if (repo.setup().isEmpty() || repo.test().isEmpty()) {
      try {
        recipe = recipe(workspace, repo, local);
      } catch (WorkspaceException e) {
        // What is wrong with the repository has a line of its own.
        recipe = Optional.empty();
      }
    }
    return Finding.well(
        repo.name() + " commands",
        "setup "
            + command(repo.setup(), recipe, recipe.flatMap(Recipe::setup))
            + "; tests "
            + command(repo.test(), recipe, recipe.flatMap(Recipe::test)));
  }

  private static Optional<Recipe> recipe(Workspace workspace, Repo repo, boolean local)
      throws WorkspaceException, InterruptedException {
    String branch =
        repo.base().isPresent() ? repo.base().get() : workspace.defaultBranch(repo.remote());
    Optional<String> commit =
        local
            ? Optional.of(workspace.pin(repo.remote(), branch).commit())
            : workspace.remoteCommit(repo.remote(), branch);
    return commit.isEmpty()
        ? Optional.empty()
        : workspace.look(
            repo.remote(),
            commit.get(),
            Recipes.LONGEST_FILE,
            (paths, texts) -> Recipes.of(repo, Recipes.detected(paths, texts)));
  }

  private static String command(
      Optional<String> named, Optional<Recipe> recipe, Optional<String> found) {
    if (named.isPresent()) {
      return Recipes.isNone(named.get()) ? "off" : "as in the settings: " + named.get();
    }
    if (recipe.isEmpty()) {
      return "found by the files of the base when a task starts";
    }
    return found
        .map(text -> "found by the files of the base (" + recipe.get().tool() + "): " + text)
        .orElse("none: the settings name none, and the files of the base suggest none");
  }
}
