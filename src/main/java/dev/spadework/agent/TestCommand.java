package dev.spadework.agent;

import dev.spadework.workspace.WorkspaceException;
import java.util.Optional;

/** The test command of a repository, and what is known of such commands. */
final class TestCommand {
  private TestCommand() {}

  /** Read off the base, so that a change cannot choose what it is tested with. */
  static Optional<String> of(Site site) throws WorkspaceException {
    return Recipes.of(site.repo(), site.tree()).test();
  }

  /**
   * Whether a run that leaves no JUnit XML has run no test. Gradle skips tests that have passed.
   */
  static boolean reports(String command) {
    return Recipes.tool(command).equals("mvn")
        || command.contains("cleanTest")
        || command.contains("--junitxml");
  }
}
