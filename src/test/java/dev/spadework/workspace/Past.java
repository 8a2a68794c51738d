package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The history of a bare repository, newest first. */
public final class Past {
  /** Called with each commit that has one parent. */
  @FunctionalInterface
  public interface Reader {
    /** Whether to go on. */
    boolean read(String commit, Diff diff, Files files) throws IOException;
  }

  /** The files on both sides of a commit. */
  public interface Files {
    Optional<Held> held(boolean after, String path) throws IOException;
  }

  private Past() {}

  public static void of(Path bare, Reader reader) throws IOException {
    try (Repository git = new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build();
        RevWalk walk = new RevWalk(git)) {
      ObjectId head = git.resolve("HEAD");
      walk.markStart(walk.parseCommit(head));
      walk.sort(RevSort.COMMIT_TIME_DESC);
      for (RevCommit commit : walk) {
        if (commit.getParentCount() == 1) {
          ObjectId before = walk.parseCommit(commit.getParent(0)).getTree().getId();
          ObjectId after = commit.getTree().getId();
          Diff diff;
          try {
            diff = Changes.between(git, before, after);
          } catch (MissingObjectException e) {
            // A clone may lack the largest files.
            continue;
          }
          Files files = (now, path) -> Held.of(git, now ? after : before, path, 1 << 20);
          if (!reader.read(commit.getName(), diff, files)) {
            return;
          }
        }
      }
    }
  }
}
