package dev.spadework.sandbox;

import java.nio.file.Path;

/**
 * The tree as people committed it, whatever an agent has made of it since. Only this ever meets a
 * network.
 */
public interface Pristine {
  /**
   * Within what the outcome of a setup may be shared, such as a repository and its branch: who can
   * write into one must not be able to prepare another.
   */
  String scope();

  /**
   * Writes the tree.
   *
   * @param directory an empty one
   * @throws SandboxException if the world is at fault
   */
  void writeTo(Path directory) throws SandboxException, InterruptedException;
}
