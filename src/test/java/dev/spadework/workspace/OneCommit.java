package dev.spadework.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** A commit of a repository, as {@link BaseSide} reads it, without a tree around it. */
public final class OneCommit {
  private interface Work<T> {
    T with(Repository git, ObjectId commit) throws IOException, InterruptedException;
  }

  private final Path git;
  private final ObjectId commit;

  /** A commit of the repository in a git directory. */
  public OneCommit(Path git, String commit) {
    this.git = git;
    this.commit = ObjectId.fromString(commit);
  }

  public String name() {
    return commit.name();
  }

  public List<Listed> listed() throws InterruptedException {
    return run(
        (repository, id) -> BaseFiles.listed(repository, tree(repository, id), Withheld.NONE));
  }

  public void read(List<Listed> wanted, int most, Listed.Sink sink) throws InterruptedException {
    run(
        (repository, id) -> {
          BaseFiles.read(repository, wanted, most, sink);
          return true;
        });
  }

  public History past(
      int most,
      Optional<History> last,
      Predicate<String> known,
      BiConsumer<String, PastCommit> found)
      throws InterruptedException {
    return run((repository, id) -> PastCommits.walk(repository, id, most, last, known, found));
  }

  private static ObjectId tree(Repository git, ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      return walk.parseCommit(commit).getTree().getId();
    }
  }

  private <T> T run(Work<T> work) throws InterruptedException {
    try (Repository repository = Mirror.bare(git)) {
      return work.with(repository, commit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
