package dev.spadework.agent;

import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.task.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What is outdated, and newer versions of it, found and fetched by the ecosystem's own commands.
 * That happens in the setup phase: with a network, without credentials, on the tree as people
 * committed it. In the closed cage the result lies in {@code ~/updates}: {@code outdated.txt}, and
 * {@code tree}, a copy of the base with its manifests raised.
 */
final class Updates {
  /** Where it lies, for a shell. */
  static final String FOLDER = "$HOME/updates";

  private static final int SHOWN = 6_000;

  private static final String MAVEN =
      """
      mvn -q -B -ntp versions:display-dependency-updates versions:display-property-updates \
      -DprocessDependencyManagement=true -Dversions.outputFile=%1$s/maven.txt \
      -DallowSnapshots=false "-Dmaven.version.ignore=.*[-.](?i:alpha|beta|rc|cr|m|ea|preview).*"
      find . -name maven.txt -path '*updates*' -exec cat {} + >> %1$s/outdated.txt
      cat %1$s/maven.txt >> %1$s/outdated.txt
      mvn -q -B -ntp versions:use-latest-releases versions:update-properties \
      -DgenerateBackupPoms=false \
      "-Dmaven.version.ignore=.*[-.](?i:alpha|beta|rc|cr|m|ea|preview).*"
      """;

  private static final String NPM =
      """
      npm outdated >> %1$s/outdated.txt
      npm install --ignore-scripts --no-audit --no-fund \
      $(npm outdated --parseable | cut -d: -f4)
      for p in $(npm ls --parseable --depth=0 | tail -n +2); do
        find "$p" -maxdepth 1 -type f \\( -iname 'change*' -o -iname 'history*' -o -iname 'release*' \\)
      done > %1$s/changelogs.txt
      """;

  private Updates() {}

  /**
   * The setup of a task: for one about dependencies with the search for newer ones after it, which
   * never makes a setup fail.
   */
  static Optional<String> setup(Kind kind, Recipe recipe) {
    Optional<String> commands = kind == Kind.DEPS ? commands(recipe) : Optional.empty();
    if (commands.isEmpty()) {
      return recipe.setup();
    }
    String again = recipe.setup().map(setup -> "( " + setup + " )\n").orElse("");
    String search =
        "mkdir -p %1$s && cp -a . %1$s/tree && ( cd %1$s/tree || exit\n".formatted(FOLDER)
            + commands.get().formatted(FOLDER)
            + again
            + ") > %1$s/search.log 2>&1\ntrue\n".formatted(FOLDER);
    return Optional.of(
        recipe.setup().map(setup -> "( " + setup + " ) || exit $?\n").orElse("") + search);
  }

  private static Optional<String> commands(Recipe recipe) {
    String tool = recipe.test().map(Recipes::tool).orElse(recipe.tool()).toLowerCase(Locale.ROOT);
    return switch (tool) {
      case "mvn", "maven" -> Optional.of(MAVEN);
      case "npm", "node", "npx", "yarn", "pnpm" -> Optional.of(NPM);
      default -> Optional.empty();
    };
  }

  /** What was found to be outdated, for the model; empty where nothing could be found out. */
  static String found(Kind kind, Sandbox sandbox) throws Trouble, InterruptedException {
    if (kind != Kind.DEPS) {
      return "";
    }
    try {
      Result result =
          sandbox.run(
              "head -c %1$d %2$s/outdated.txt 2>/dev/null; cat %2$s/changelogs.txt 2>/dev/null"
                  .formatted(SHOWN, FOLDER),
              Duration.ofSeconds(20));
      return result.output().strip();
    } catch (SandboxException e) {
      throw Trouble.passing(e.getMessage(), Optional.empty());
    }
  }
}
