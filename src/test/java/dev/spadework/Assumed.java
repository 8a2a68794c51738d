package dev.spadework;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spadework.sandbox.Sandboxes;
import java.nio.file.Path;
import java.util.Optional;

/** What a test needs of the machine. Under {@code CI=true} nothing is skipped. */
final class Assumed {
  private Assumed() {}

  /** Namespaces, or else the test is skipped with the reason. */
  static void aSandbox(Path state) throws InterruptedException {
    try (Sandboxes process = Sandboxes.process(state)) {
      Optional<String> problem = process.problem();
      boolean ci = "true".equals(System.getenv("CI"));
      assumeTrue(problem.isEmpty() || ci, problem.orElse(""));
    }
  }
}
