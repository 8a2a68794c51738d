package dev.spadework.agent;

import dev.spadework.task.TestRun;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Setup and test command of a repository: as the settings name them, else as its files suggest.
 * They are read off the base commit, so that a change can choose neither what runs with a network
 * nor what it is tested with.
 */
public final class Recipes {
  /** What settings say to have none. */
  public static final String NONE = "none";

  /** How much of a file is read, in bytes. */
  public static final int LONGEST_FILE = 200_000;

  /** The first that knows the repository decides; people's own script comes first. */
  private static final List<Function<Listing, Optional<Recipe>>> ALL =
      List.of(
          Recipes::script,
          JvmRecipes::maven,
          JvmRecipes::gradle,
          NodeRecipes::of,
          NativeRecipes::go,
          NativeRecipes::rust,
          PythonRecipes::of);

  private Recipes() {}

  /** What holds for a task. */
  static Recipe of(Repo repo, Tree tree) throws WorkspaceException {
    if (repo.setup().isPresent() && repo.test().isPresent()) {
      return new Recipe("", named(repo.setup()), named(repo.test()));
    }
    return of(repo, detected(tree.base().paths(), path -> text(tree, path)));
  }

  /** What holds where the files of the base suggest this: settings come first. */
  public static Recipe of(Repo repo, Recipe found) {
    Optional<String> setup = repo.setup().isPresent() ? named(repo.setup()) : found.setup();
    if (repo.test().isEmpty()) {
      return new Recipe(found.tool(), setup, found.test());
    }
    // A test command of their own for another tool has no use for what this one fetches.
    boolean same =
        found.test().isPresent() && tool(found.test().get()).equals(tool(repo.test().get()));
    return new Recipe(
        found.tool(),
        repo.setup().isPresent() || same ? setup : Optional.empty(),
        named(repo.test()));
  }

  /** What of a recipe no settings name. */
  static Optional<TestRun.Detected> foundOut(Repo repo, Recipe recipe) {
    String setup = repo.setup().isPresent() ? "" : recipe.setup().orElse("");
    String test = repo.test().isPresent() ? "" : recipe.test().orElse("");
    return setup.isEmpty() && test.isEmpty()
        ? Optional.empty()
        : Optional.of(new TestRun.Detected(recipe.tool(), setup, test));
  }

  /**
   * What the files of a commit suggest.
   *
   * @param files all paths, with slashes
   * @param texts the beginning of a file
   */
  public static Recipe detected(List<String> files, Function<String, Optional<String>> texts) {
    Listing listing = Listing.of(files, texts);
    return ALL.stream()
        .map(each -> each.apply(listing))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(Recipe.NONE);
  }

  private static Optional<String> named(Optional<String> command) {
    return command.filter(text -> !isNone(text));
  }

  /** Whether settings switch a command off with this. */
  public static boolean isNone(String command) {
    return command.isBlank() || command.strip().equalsIgnoreCase(NONE);
  }

  private static Optional<Recipe> script(Listing files) {
    return files.has("test.sh")
        ? Optional.of(Recipe.of("test.sh", "", "sh test.sh"))
        : Optional.empty();
  }

  /** The program that a command runs, by its plain name: {@code mvn} for {@code sh ./mvnw}. */
  static String tool(String command) {
    return Stream.of(command.strip().split("\\s+"))
        .map(word -> word.replaceAll("^[\"']?(?:.*/)?|[\"']$", ""))
        .filter(word -> !word.equals("sh") && !word.equals("bash") && !word.contains("="))
        .findFirst()
        .orElse("")
        .replaceFirst("^(mvn|gradle)w$", "$1")
        .replaceFirst("^(?:python3?|pytest|py\\.test)$", "python");
  }

  private static Optional<String> text(Tree tree, String path) {
    try {
      return tree.base().text(path, LONGEST_FILE);
    } catch (WorkspaceException e) {
      // It is there, but what it says cannot be had: then it suggests nothing.
      return Optional.empty();
    }
  }
}
