package dev.spadework.sandbox;

import java.util.List;

/** The same where bubblewrap is missing. */
class UnshareSandboxTest extends ProcessSandboxTest {
  @Override
  Sandboxes sandboxes() {
    return new ProcessSandboxes(temp.resolve("state"), List.of(Jail.UNSHARE));
  }
}
