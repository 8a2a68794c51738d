package dev.spadework.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * The world's fault: the engine cannot be reached, the image is missing, the disk is full. The
 * message is one line that says what was wrong and how to mend it.
 */
public class SandboxException extends Exception {
  /** With a message as described above. */
  public SandboxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
