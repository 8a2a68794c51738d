package dev.spadework.agent;

/** What is known of test commands. */
final class TestCommand {
  private TestCommand() {}

  /**
   * Whether a run that leaves no JUnit XML has run no test. Gradle skips tests that have passed.
   */
  static boolean reports(String command) {
    return Recipes.tool(command).equals("mvn")
        || command.contains("cleanTest")
        || command.contains("--junitxml");
  }
}
