package dev.spadework.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Reads which commits touched which files. */
final class PastCommits {
  /** A commit that touches more files says little about each. */
  private static final int MOST_PATHS = 20;

  /** Commits after an earlier walk; where there are more, all is walked again. */
  private static final int MOST_STEPS = 200;

  private PastCommits() {}

  /**
   * The newest commits that lead here, merges left out.
   *
   * @param most how many are looked at
   * @param last an earlier walk; from its beginning on it is not walked again
   * @param known commits that are not read
   * @param found takes the others; one that is sweeping comes without paths
   */
  static History walk(
      Repository git,
      ObjectId here,
      int most,
      Optional<History> last,
      Predicate<String> known,
      BiConsumer<String, PastCommit> found)
      throws IOException {
    try (RevWalk walk = new RevWalk(git);
        TreeWalk trees = new TreeWalk(walk.getObjectReader())) {
      trees.setRecursive(true);
      trees.setFilter(TreeFilter.ANY_DIFF);
      List<String> commits = new ArrayList<>();
      for (RevCommit commit : commits(walk, here, most, last)) {
        commits.add(commit.name());
        if (!known.test(commit.name())) {
          walk.parseBody(commit);
          List<String> paths = touched(walk, trees, commit);
          boolean sweeping = paths.size() > MOST_PATHS;
          found.accept(
              commit.name(),
              new PastCommit(commit.getFullMessage(), sweeping ? List.of() : List.copyOf(paths)));
        }
      }
      return new History(here.name(), List.copyOf(commits));
    }
  }

  /** Where single commits lead to the beginning of the last walk, the rest is as it was then. */
  private static List<RevCommit> commits(
      RevWalk walk, ObjectId here, int most, Optional<History> last) throws IOException {
    walk.setRetainBody(false);
    List<RevCommit> commits = new ArrayList<>();
    if (last.isPresent()) {
      RevCommit at = walk.parseCommit(here);
      while (commits.size() < MOST_STEPS
          && at.getParentCount() == 1
          && !at.name().equals(last.get().from())) {
        commits.add(at);
        at = walk.parseCommit(at.getParent(0));
      }
      if (at.name().equals(last.get().from())) {
        for (String id : last.get().commits()) {
          commits.add(walk.lookupCommit(ObjectId.fromString(id)));
        }
        return commits.subList(0, Math.min(most, commits.size()));
      }
      commits.clear();
      walk.reset();
    }
    walk.setRevFilter(RevFilter.NO_MERGES);
    walk.markStart(walk.parseCommit(here));
    RevCommit commit;
    while (commits.size() < most && (commit = walk.next()) != null) {
      commits.add(commit);
    }
    return commits;
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
