package dev.spadework;

import dev.spadework.sandbox.Namespaces;
import java.nio.file.Path;

/** What a test needs of the machine. Under {@code CI=true} nothing is skipped. */
final class Assumed {
  private Assumed() {}

  /** Namespaces, or else the test is skipped with the reason. */
  static void aSandbox(Path state) throws InterruptedException {
    Namespaces.assumeUsable(state);
  }
}
