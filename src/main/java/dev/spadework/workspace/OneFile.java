package dev.spadework.workspace;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Checkpoints of a work tree in which one file is another than at the last one. Only the way to it
 * is looked at, and nothing is written to the disk: the next look at the whole tree finds the same
 * and keeps it. For one thread.
 */
final class OneFile {
  private final Fresh fresh = new Fresh();
  private final ThinPack packs = new ThinPack();

  /** Everything is in the private git directory. */
  void settled() {
    fresh.clear();
  }

  /**
   * The checkpoint; empty where the whole tree has to be looked at.
   *
   * @param last the tree of the last checkpoint
   */
  Optional<Checkpoint> of(
      Repository git,
      Plot plot,
      ObjectId base,
      ObjectId last,
      String path,
      Optional<Owner> owner,
      Withheld withheld)
      throws IOException, WorkspaceException, InterruptedException {
    List<String> names;
    try {
      names = TreePath.names(path);
    } catch (OutOfReach e) {
      return Optional.empty();
    }
    // A line in an ignore file can make any file count.
    if (names.isEmpty() || names.contains(Constants.DOT_GIT_IGNORE)) {
      return Optional.empty();
    }
    try (ObjectInserter inserter = fresh.inserter(git);
        ObjectReader reader = fresh.reader(git)) {
      if (!reader.has(last)) {
        return Optional.empty();
      }
      ObjectId tree =
          Errand.run(
              errand ->
                  new Scan(inserter, reader, Seen.nothing(), owner, errand, withheld)
                      .of(plot.work(), base, last, names));
      return packs.of(reader, base, tree).map(pack -> new Checkpoint(tree.name(), pack));
    }
  }
}
