package dev.spadework.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Reads which commits touched which files. */
final class Past {
  /** A commit that touches more files says little about each. */
  private static final int MOST_PATHS = 20;

  private Past() {}

  /**
   * The newest commits that lead here, merges and sweeping ones left out.
   *
   * @param most how many are looked at
   */
  static List<PastCommit> of(Repository git, ObjectId here, int most) throws IOException {
    List<PastCommit> past = new ArrayList<>();
    try (RevWalk walk = new RevWalk(git);
        TreeWalk trees = new TreeWalk(git)) {
      trees.setRecursive(true);
      trees.setFilter(TreeFilter.ANY_DIFF);
      walk.setRevFilter(RevFilter.NO_MERGES);
      walk.markStart(walk.parseCommit(here));
      RevCommit commit;
      for (int seen = 0; seen < most && (commit = walk.next()) != null; seen++) {
        List<String> paths = touched(walk, trees, commit);
        if (paths.size() <= MOST_PATHS) {
          past.add(new PastCommit(commit.getFullMessage(), List.copyOf(paths)));
        }
      }
    }
    return past;
  }

  private static List<String> touched(RevWalk walk, TreeWalk trees, RevCommit commit)
      throws IOException {
    trees.reset();
    if (commit.getParentCount() == 0) {
      trees.addTree(new EmptyTreeIterator());
    } else {
      trees.addTree(walk.parseCommit(commit.getParent(0)).getTree());
    }
    trees.addTree(commit.getTree());
    List<String> paths = new ArrayList<>();
    while (paths.size() <= MOST_PATHS && trees.next()) {
      paths.add(trees.getPathString());
    }
    return paths;
  }
}
