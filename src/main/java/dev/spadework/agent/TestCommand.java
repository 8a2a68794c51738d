package dev.spadework.agent;

import dev.spadework.workspace.WorkspaceException;
import java.util.Optional;
import java.util.Set;

/** The test command of a repository, and what is known of such commands. */
final class TestCommand {
  /** Tools that leave a JUnit XML file for every class of tests that they ran. */
  private static final Set<String> REPORTING = Set.of("mvn", "gradle");

  private TestCommand() {}

  /** Read off the base, so that a change cannot choose what it is tested with. */
  static Optional<String> of(Site site) throws WorkspaceException {
    return Recipes.of(site.repo(), site.tree()).test();
  }

  /** Whether a run that leaves no report has run no test. */
  static boolean reports(String command) {
    return REPORTING.contains(Recipes.tool(command)) || command.contains("--junitxml");
  }
}
