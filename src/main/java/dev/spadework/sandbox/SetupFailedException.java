package dev.spadework.sandbox;

/** The repository's setup command ran and did not succeed. */
public final class SetupFailedException extends SandboxException {
  private final transient Result result;

  SetupFailedException(Result result) {
    this(
        "The setup command "
            + switch (result.status()) {
              case EXITED -> "ended with exit code " + result.exit();
              case TIMED_OUT -> "took longer than it may";
              case OUT_OF_MEMORY -> "ran out of memory";
              case DISK_FULL -> "filled the disk";
              case LOST -> "was cut off";
            }
            + "; see its output, then mend it or the repository's `setup` setting.",
        result);
  }

  /**
   * @param message one line: what, and how to mend it
   */
  SetupFailedException(String message, Result result) {
    super(message, null);
    this.result = result;
  }

  /** What the setup command wrote and how it ended. */
  public Result result() {
    return result;
  }
}
