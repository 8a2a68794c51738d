package dev.spadework.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A tree that nobody has worked in yet, and that is known by its place only. */
record AsItIs(Path tree) implements Pristine {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long SMALL_OUTPUT = 4096;

  @Override
  public String scope() {
    return tree.toString();
  }

  @Override
  public void writeTo(Path directory) throws SandboxException, InterruptedException {
    Result copied =
        HostCommand.run(
            List.of("cp", "-a", "--", tree + "/.", directory.toString()), LONGEST, SMALL_OUTPUT);
    if (!copied.succeeded()) {
      throw new SandboxException(
          "The tree " + tree + " cannot be copied: " + copied.output().strip(), null);
    }
  }
}
