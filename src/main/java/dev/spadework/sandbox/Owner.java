package dev.spadework.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who commands run as: the numeric user and group that own the tree, and never root. */
record Owner(int uid, int gid) {
  private static final Owner INSTEAD_OF_ROOT = new Owner(1000, 1000);

  /** The owner of a tree; root's tree is given away first, with all that root owns in it. */
  static Owner of(Path tree) throws SandboxException, InterruptedException {
    Owner owner = read(tree);
    if (owner.uid != 0) {
      return owner;
    }
    if (!weAreRoot()) {
      throw new SandboxException(
          "The tree " + tree + " belongs to root: give it to the user that runs Spadework.", null);
    }
    INSTEAD_OF_ROOT.adopt(tree);
    return INSTEAD_OF_ROOT;
  }

  /**
   * Gives this owner whatever root made in the tree since, as the host's side does when it edits
   * files as root. {@code chown} walks by directory handles and follows no link, so a command that
   * moves directories about cannot make it leave the tree.
   */
  void adopt(Path tree) throws SandboxException, InterruptedException {
    if (!weAreRoot()) {
      return;
    }
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  "chown", "-R", "-h", "--from=0", this.toString(), "--", tree.toString())
              .redirectErrorStream(true);
      builder.environment().clear();
      Process chown = builder.start();
      String output;
      try {
        chown.getOutputStream().close();
        output = new String(chown.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // A file that vanished while chown walked is none to worry about; the top must be ours.
        if (chown.waitFor() != 0 && read(tree).uid == 0) {
          throw new SandboxException(
              "The tree could not be given to uid " + uid + ": " + output.strip(), null);
        }
      } finally {
        chown.destroyForcibly();
      }
    } catch (IOException e) {
      throw new SandboxException("chown could not be run: " + e.getMessage(), e);
    }
  }

  static boolean weAreRoot() throws SandboxException {
    return read(Path.of("/proc/self")).uid == 0;
  }

  private static Owner read(Path path) throws SandboxException {
    try {
      return new Owner(
          (Integer) Files.getAttribute(path, "unix:uid"),
          (Integer) Files.getAttribute(path, "unix:gid"));
    } catch (IOException | UnsupportedOperationException e) {
      throw new SandboxException("The owner of " + path + " cannot be read: " + e, e);
    }
  }

  /** As Docker and chown write it. */
  @Override
  public String toString() {
    return uid + ":" + gid;
  }
}
