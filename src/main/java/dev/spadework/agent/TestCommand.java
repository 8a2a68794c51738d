package dev.spadework.agent;

import dev.spadework.workspace.WorkspaceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The test command of a repository: as the settings name it, else as its build file suggests. */
final class TestCommand {
  /** By the file that gives it away; the sandbox has no network, so each stays offline. */
  private static final Map<String, String> BY_FILE = new LinkedHashMap<>();

  static {
    BY_FILE.put("test.sh", "sh test.sh");
    BY_FILE.put("mvnw", "./mvnw -B -q -o test");
    BY_FILE.put("pom.xml", "mvn -B -q -o test");
    BY_FILE.put("gradlew", "./gradlew --offline test");
    BY_FILE.put("build.gradle", "gradle --offline test");
    BY_FILE.put("build.gradle.kts", "gradle --offline test");
    BY_FILE.put("package.json", "npm test");
    BY_FILE.put("go.mod", "go test ./...");
    BY_FILE.put("Cargo.toml", "cargo test --offline");
    BY_FILE.put("pyproject.toml", "python3 -m pytest -q");
    BY_FILE.put("pytest.ini", "python3 -m pytest -q");
    BY_FILE.put("setup.py", "python3 -m pytest -q");
  }

  private TestCommand() {}

  /** Read off the base, so that a change cannot choose what it is tested with. */
  static Optional<String> of(Site site) throws WorkspaceException {
    if (site.repo().test().isPresent()) {
      return site.repo().test();
    }
    List<String> files = site.tree().filesAtBase();
    return BY_FILE.entrySet().stream()
        .filter(entry -> files.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
