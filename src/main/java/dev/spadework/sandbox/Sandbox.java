package dev.spadework.sandbox;

import java.time.Duration;

/** Where one task's commands run. One command at a time. */
public interface Sandbox extends AutoCloseable {

  /**
   * Whether it had to be made by this opening. Where the caller expected the old one, what lay
   * outside the tree is gone and the thread should be told.
   */
  boolean fresh();

  /**
   * Runs a shell command ({@code bash -c}, or {@code sh -c} where there is no bash) in the tree, as
   * the tree's owner. Interrupting the thread kills every process of the sandbox before the
   * exception is thrown.
   *
   * @param timeout after which every process of the sandbox is killed
   * @throws SandboxException if the command could not be started for the world's fault
   */
  Result run(String command, Duration timeout) throws SandboxException, InterruptedException;

  /** Removes the sandbox and everything in it but the tree. Closing twice is harmless. */
  @Override
  void close() throws SandboxException;
}
