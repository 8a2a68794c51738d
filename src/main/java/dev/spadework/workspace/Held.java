package dev.spadework.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What git keeps under a path.
 *
 * @param text of a file, target of a link; empty for a submodule and for what is too long
 */
public record Held(Type type, String text) {
  /** Git's modes. */
  public enum Type {
    FILE,
    EXECUTABLE,
    LINK,
    SUBMODULE
  }

  static Optional<Held> of(Repository git, ObjectId tree, String path, int maxBytes)
      throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(git, path, tree)) {
      if (walk == null || walk.getFileMode(0) == FileMode.TREE) {
        return Optional.empty();
      }
      FileMode mode = walk.getFileMode(0);
      if (mode == FileMode.GITLINK) {
        return Optional.of(new Held(Type.SUBMODULE, ""));
      }
      Type type =
          mode == FileMode.SYMLINK
              ? Type.LINK
              : mode == FileMode.EXECUTABLE_FILE ? Type.EXECUTABLE : Type.FILE;
      ObjectLoader blob = git.open(walk.getObjectId(0));
      return Optional.of(
          new Held(
              type,
              blob.getSize() > maxBytes
                  ? ""
                  : new String(blob.getBytes(), StandardCharsets.UTF_8)));
    }
  }
}
