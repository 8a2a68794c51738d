package dev.spadework.workspace;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The checkout of one task. Its git directory lies beside it, is written by the host only, and
 * borrows the mirror's objects. To be used by one thread at a time.
 *
 * <p>Of what is in the tree, git sees files, their executable bit and links. Ignore rules hold as
 * they stand at the base and in the tree; files the base has are never ignored.
 */
public final class Tree {
  /** A restore may uncover files that an ignore rule had hidden, hence more than one round. */
  private static final int ROUNDS = 5;

  private final Plot plot;
  private final Remote remote;
  private final ObjectId base;
  private final boolean fresh;
  private final Optional<Owner> owner;
  private final Redactor redactor;
  private final Withheld withheld;

  Tree(
      Plot plot,
      Remote remote,
      ObjectId base,
      boolean fresh,
      Optional<Owner> owner,
      Redactor redactor,
      Withheld withheld) {
    this.plot = plot;
    this.remote = remote;
    this.base = base;
    this.fresh = fresh;
    this.owner = owner;
    this.redactor = redactor;
    this.withheld = withheld;
  }

  /** The work tree: all that may be shown to a sandbox. */
  public Path root() {
    return plot.work();
  }

  /** Its files, for those who read and write single ones while commands may be running in it. */
  public WorkFiles files() {
    return WorkFiles.at(root());
  }

  /** Whether this object's {@code open} made the checkout, rather than finding it. */
  public boolean fresh() {
    return fresh;
  }

  /**
   * The git tree of the work tree as it is now, 40 hex digits. Its objects are kept in the private
   * git directory.
   *
   * @throws WorkspaceException when something in the tree cannot be read or is too large
   */
  public String snapshot() throws WorkspaceException, InterruptedException {
    return patient("read", git -> snapshot(git).name());
  }

  /** What {@link #restore} needs to make this work tree again, from a snapshot taken now. */
  public Checkpoint checkpoint() throws WorkspaceException, InterruptedException {
    return patient(
        "kept",
        git -> {
          ObjectId tree = snapshot(git);
          return new Checkpoint(tree.name(), Packs.write(git, tree, base));
        });
  }

  /**
   * Makes the work tree equal to a checkpoint of the same base commit. Ignored files stay. If it is
   * cut off, the next {@code open} starts from a new checkout.
   */
  public void restore(Checkpoint checkpoint) throws WorkspaceException, InterruptedException {
    patient(
        "restored",
        git -> {
          ObjectId target = ObjectId.fromString(checkpoint.tree());
          if (checkpoint.pack().length > 0) {
            Packs.read(git, checkpoint.pack());
          }
          plot.markUnfinished();
          ObjectId now = snapshot(git);
          for (int i = 0; i < ROUNDS && !now.equals(target); i++) {
            try (ObjectReader reader = git.newObjectReader();
                Unpack unpack = new Unpack(reader, root(), owner)) {
              unpack.change(Optional.of(now), target);
            }
            now = snapshot(git);
          }
          if (!now.equals(target)) {
            throw WorkspaceException.temporary(
                "The work tree of " + plot.task() + " changed while it was being restored.");
          }
          plot.markFinished(base);
          return true;
        });
  }

  /** What differs between two snapshots, or between the base's tree and one. */
  public Diff diff(String fromTree, String toTree) throws WorkspaceException {
    return calm(
        "compared",
        git -> Changes.between(git, ObjectId.fromString(fromTree), ObjectId.fromString(toTree)));
  }

  /**
   * The text of a file at the base commit, whatever has become of it since. Links inside the
   * repository are followed.
   *
   * @param path with slashes, from the root of the repository
   * @param maxBytes what is longer is cut there
   */
  public Optional<String> fileAtBase(String path, int maxBytes) throws WorkspaceException {
    return calm(
        "read at its base", git -> BaseFiles.text(git, baseTree(git), path, maxBytes, withheld));
  }

  /** The paths of all files and links at the base commit but withheld ones, sorted as git sorts. */
  public List<String> filesAtBase() throws WorkspaceException {
    return calm("read at its base", git -> BaseFiles.paths(git, baseTree(git), withheld));
  }

  /**
   * The files of the base that hold credentials. They are not in {@link #root}; every snapshot has
   * them as they are at the base.
   */
  public List<String> withheld() {
    return withheld.shown();
  }

  /** Withheld files in whose place something lies now; snapshots pass it over. */
  public List<String> covered() throws WorkspaceException {
    return calm("looked through", git -> withheld.covered(root()));
  }

  /**
   * The newest commits that the base commit came from, newest first; merges are left out, and those
   * that touch more than 20 files.
   *
   * @param most how many are looked at
   */
  public List<PastCommit> past(int most) throws WorkspaceException {
    return calm("read in its history", git -> Past.of(git, base, most));
  }

  /**
   * Commits a snapshot on top of the base commit. The same input makes the same commit.
   *
   * @return the commit, 40 hex digits; it is on no branch yet
   */
  public String commit(String tree, String message, Author author, Instant when)
      throws WorkspaceException {
    return calm(
        "committed",
        git -> Packs.commit(git, ObjectId.fromString(tree), base, message, author, when).name());
  }

  /**
   * Pushes a commit to a branch that does not exist yet, never by force. Pushing the same commit
   * again is harmless.
   *
   * @param branch short name, such as {@code spadework/t-1a2b3c4d-csv-export}
   * @return the commit that the remote names for the branch afterwards
   * @throws WorkspaceException when the branch is at another commit, the remote refuses, or the
   *     commit holds a secret of this process
   */
  public String push(String commit, String branch) throws WorkspaceException, InterruptedException {
    ObjectId made = ObjectId.fromString(commit);
    return patient(
        "pushed",
        git -> {
          new OwnSecrets(git, redactor).refuse(base, made, branch);
          return Push.push(git, remote, redactor, made, branch);
        });
  }

  /** Removes the checkout and its git directory. Nothing in the mirror or the remote changes. */
  public void delete() throws WorkspaceException {
    try {
      plot.delete();
    } catch (IOException e) {
      throw failed("deleted", e);
    }
  }

  private ObjectId baseTree(Repository git) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      return walk.parseCommit(base).getTree().getId();
    }
  }

  private ObjectId snapshot(Repository git)
      throws IOException, WorkspaceException, InterruptedException {
    Seen seen = Seen.load(plot.seen());
    try (ObjectInserter inserter = git.newObjectInserter();
        ObjectReader reader = inserter.newReader()) {
      ObjectId tree = new Scan(inserter, reader, seen, owner, withheld).of(root(), baseTree(git));
      seen.save();
      return tree;
    }
  }

  private interface Patient<T> {
    T with(Repository git) throws IOException, WorkspaceException, InterruptedException;
  }

  private interface Calm<T> {
    T with(Repository git) throws IOException;
  }

  private <T> T patient(String done, Patient<T> work)
      throws WorkspaceException, InterruptedException {
    try (Repository git = Mirror.bare(plot.git())) {
      return work.with(git);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while " + plot.task() + " was " + done);
      }
      throw failed(done, e);
    }
  }

  private <T> T calm(String done, Calm<T> work) throws WorkspaceException {
    try (Repository git = Mirror.bare(plot.git())) {
      return work.with(git);
    } catch (IOException e) {
      throw failed(done, e);
    }
  }

  private WorkspaceException failed(String done, IOException e) {
    String missing = Files.isDirectory(plot.git()) ? "" : "it is gone; ";
    return WorkspaceException.disk(
        redactor.clean(
            "The work tree of "
                + plot.task()
                + " cannot be "
                + done
                + ": "
                + missing
                + e.getClass().getSimpleName()
                + (e.getMessage() == null ? "" : " " + e.getMessage())),
        e);
  }

  @Override
  public String toString() {
    return "Tree["
        + plot.task()
        + " at "
        + base.abbreviate(Constants.OBJECT_ID_ABBREV_STRING_LENGTH).name()
        + "]";
  }
}
