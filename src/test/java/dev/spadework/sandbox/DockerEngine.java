package dev.spadework.sandbox;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether a Docker engine with the test image answers. Tests that need it are tagged {@code docker}
 * and call {@link #assumeRunning()} in {@code @BeforeAll}.
 */
public final class DockerEngine {
  /** The image that tests run commands in: JDK 17, Maven, git, ripgrep. Made by .ci/image. */
  public static final String IMAGE =
      Optional.ofNullable(System.getenv("SPADEWORK_TEST_IMAGE")).orElse("spadework-sandbox:jdk17");

  /** The same with Gradle, Python, Node, Go and Rust. Made by .ci/image. */
  public static final String POLYGLOT = "spadework-sandbox:polyglot";

  private DockerEngine() {}

  /** Skips with a visible reason where no engine or no image is; fails instead under CI=true. */
  public static void assumeRunning() throws InterruptedException {
    assumeRunning(IMAGE);
  }

  /** The same for another image. */
  public static void assumeRunning(String image) throws InterruptedException {
    Optional<String> problem = problem(image);
    if (problem.isPresent()) {
      if ("true".equals(System.getenv("CI"))) {
        fail("CI runs everything, but: " + problem.get());
      }
      // Surefire says nothing about a class that is aborted as a whole.
      System.err.println("Skipped, needs Docker: " + problem.get());
      abort("Skipped: " + problem.get());
    }
  }

  private static Optional<String> problem(String image) throws InterruptedException {
    if (!answers("docker", "version")) {
      return Optional.of("no Docker engine answers (docker version)");
    }
    if (!answers("docker", "image", "inspect", image)) {
      return Optional.of("the image " + image + " is missing; run .ci/image as root");
    }
    return Optional.empty();
  }

  private static boolean answers(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
