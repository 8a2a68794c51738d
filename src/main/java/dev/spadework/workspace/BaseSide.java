package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** What the commit holds that a task started from; nothing that happens in its tree changes it. */
public final class BaseSide implements Contents {
  private final OwnGit own;
  private final ObjectId commit;
  private final Optional<Owner> owner;
  private final Withheld withheld;

  BaseSide(OwnGit own, ObjectId commit, Optional<Owner> owner, Withheld withheld) {
    this.own = own;
    this.commit = commit;
    this.owner = owner;
    this.withheld = withheld;
  }

  /**
   * The text of a file, whatever has become of it in the work tree. Links inside the repository are
   * followed.
   *
   * @param path with slashes, from the root of the repository
   * @param maxBytes what is longer is cut there
   */
  public Optional<String> text(String path, int maxBytes) throws WorkspaceException {
    return own.calm(
        "read at its base", git -> BaseFiles.text(git, tree(git), path, maxBytes, withheld));
  }

  /** The paths of all files and links but withheld ones, sorted as git sorts. */
  public List<String> paths() throws WorkspaceException {
    return own.calm("read at its base", git -> BaseFiles.paths(git, tree(git), withheld));
  }

  @Override
  public List<Listed> listed() throws WorkspaceException {
    return own.calm("read at its base", git -> BaseFiles.listed(git, tree(git), withheld));
  }

  @Override
  public void read(List<Listed> wanted, int most, Listed.Sink sink)
      throws WorkspaceException, InterruptedException {
    own.patient(
        "read at its base",
        git -> {
          BaseFiles.read(git, wanted, most, sink);
          return true;
        });
  }

  @Override
  public Optional<String> version() {
    return Optional.of(commit.name() + withheld.mark());
  }

  @Override
  public History past(
      int most,
      Optional<History> last,
      Predicate<String> known,
      BiConsumer<String, PastCommit> found)
      throws WorkspaceException {
    return own.calm(
        "read in its history", git -> PastCommits.walk(git, commit, most, last, known, found));
  }

  /**
   * Writes its files, but withheld ones, into another directory.
   *
   * @param directory an empty one, of this process's own
   */
  public void write(Path directory) throws WorkspaceException, InterruptedException {
    own.patient(
        "written anew",
        git ->
            Errand.run(
                errand -> {
                  try (ObjectReader reader = git.newObjectReader();
                      Unpack unpack = new Unpack(reader, directory, owner, errand)) {
                    unpack.change(Optional.empty(), tree(git));
                  }
                  withheld.leave(directory);
                  return true;
                }));
  }

  ObjectId tree(Repository git) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      return walk.parseCommit(commit).getTree().getId();
    }
  }
}
