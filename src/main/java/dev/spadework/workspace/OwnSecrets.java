package dev.spadework.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The last look at what is about to be pushed: no secret of this process leaves, whoever approved
 * it. Names, message and every byte of every new file are looked at, text or not.
 */
final class OwnSecrets {
  private static final int PIECE = 1 << 20;

  private final Repository git;
  private final Redactor redactor;

  OwnSecrets(Repository git, Redactor redactor) {
    this.git = git;
    this.redactor = redactor;
  }

  /**
   * Refuses a commit that holds one.
   *
   * @param base what the remote has already
   */
  void refuse(ObjectId base, ObjectId commit, String branch)
      throws IOException, WorkspaceException {
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit made = walk.parseCommit(commit);
      Optional<String> where =
          redactor.holds(branch)
              ? Optional.of("the branch's name")
              : redactor.holds(made.getFullMessage())
                  ? Optional.of("the commit's message")
                  : in(walk.parseCommit(base).getTree(), made.getTree());
      if (where.isPresent()) {
        throw WorkspaceException.person(
            "The change holds a secret of mine, in " + where.get() + "; nothing was pushed",
            "change the secret, because the change may be known to others, and ask again.");
      }
    }
  }

  /** Where among the files that are not at the base. */
  private Optional<String> in(ObjectId base, ObjectId tree) throws IOException {
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(base);
      walk.addTree(tree);
      walk.setFilter(TreeFilter.ANY_DIFF);
      walk.setRecursive(true);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(1);
        if (mode == FileMode.MISSING || mode == FileMode.GITLINK) {
          continue;
        }
        String path = Names.text(Names.raw(walk.getRawPath()));
        if (redactor.holds(path) || inFile(walk.getObjectId(1))) {
          return Optional.of(redactor.exact(path));
        }
      }
    }
    return Optional.empty();
  }

  /** In pieces that overlap, so that none is cut in two. */
  private boolean inFile(ObjectId blob) throws IOException {
    int overlap = Math.min(PIECE / 2, 4 * redactor.longest());
    byte[] bytes = new byte[PIECE];
    int kept = 0;
    try (InputStream in = git.open(blob).openStream()) {
      while (true) {
        int read = in.readNBytes(bytes, kept, PIECE - kept);
        int length = kept + read;
        if (holds(bytes, length)) {
          return true;
        }
        if (read == 0 || length < PIECE) {
          return false;
        }
        System.arraycopy(bytes, length - overlap, bytes, 0, overlap);
        kept = overlap;
      }
    }
  }

  private boolean holds(byte[] bytes, int length) {
    // One char a byte finds ASCII in anything; UTF-16 is ASCII with zeros between.
    String raw = new String(bytes, 0, length, ISO_8859_1);
    return redactor.holds(raw)
        || raw.indexOf('\0') >= 0 && redactor.holds(raw.replace("\0", ""))
        || redactor.holds(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }
}
