package dev.spadework.sandbox;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.Optional;

/** Whether commands can run in namespaces of this machine. */
public final class Namespaces {
  private Namespaces() {}

  /** Skips with a visible reason where they cannot; fails instead under CI=true. */
  public static void assumeUsable(Path state) throws InterruptedException {
    try (Sandboxes process = Sandboxes.process(state)) {
      Optional<String> problem = process.problem();
      if (problem.isPresent()) {
        if ("true".equals(System.getenv("CI"))) {
          fail("CI runs everything, but: " + problem.get());
        }
        System.err.println("Skipped, needs namespaces: " + problem.get());
        abort("Skipped: " + problem.get());
      }
    }
  }

  /** Sandboxes of this machine's namespaces; skips like {@link #assumeUsable} where it has none. */
  public static Sandboxes sandboxes(Path homes) {
    try {
      assumeUsable(homes);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return Sandboxes.process(homes);
  }
}
