package dev.spadework.workspace;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

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

  /** Where a sandbox must see {@link #replicaObjects}. */
  public static final String REPLICA_OBJECTS = Replica.OBJECTS;

  private final Plot plot;
  private final Path objects;
  private final Remote remote;
  private final ObjectId base;
  private final boolean fresh;
  private final Optional<Owner> owner;
  private final Redactor redactor;
  private final Withheld withheld;
  private final OwnGit own;
  private final BaseSide side;
  private final OneFile oneFile = new OneFile();

  Tree(
      Plot plot,
      Path objects,
      Remote remote,
      ObjectId base,
      boolean fresh,
      Optional<Owner> owner,
      Redactor redactor,
      Withheld withheld) {
    this.plot = plot;
    this.objects = objects;
    this.remote = remote;
    this.base = base;
    this.fresh = fresh;
    this.owner = owner;
    this.redactor = redactor;
    this.withheld = withheld;
    this.own = new OwnGit(plot, redactor);
    this.side = new BaseSide(own, base, owner, withheld);
  }

  /** The work tree: what a sandbox is shown, besides {@link #replica}. */
  public Path root() {
    return plot.work();
  }

  /**
   * A throw-away git directory with the base commit alone, for git inside a sandbox to find at
   * {@code .git} of the work tree. Commands may write to it; nothing here reads it.
   */
  public Path replica() {
    return plot.replica();
  }

  /**
   * The objects that {@link #replica} borrows, to be seen read-only at {@link #REPLICA_OBJECTS}.
   */
  public Path replicaObjects() {
    return objects;
  }

  /** Its files, for those who read and write single ones while commands may be running in it. */
  public WorkFiles files() {
    return WorkFiles.at(root());
  }

  /** A name that all trees of its repository share, and no other one's. */
  public String repository() {
    return Mirror.name(remote);
  }

  /** What its base commit holds. */
  public BaseSide base() {
    return side;
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
    return own.patient("read", git -> snapshot(git).name());
  }

  /** What {@link #restore} needs to make this work tree again, from a snapshot taken now. */
  public Checkpoint checkpoint() throws WorkspaceException, InterruptedException {
    return own.patient(
        "kept",
        git -> {
          ObjectId tree = snapshot(git);
          return new Checkpoint(tree.name(), Packs.write(git, tree, base));
        });
  }

  /**
   * The same, at a fraction of the cost, where nothing but one file can have changed since an
   * earlier one.
   *
   * @param last the tree of that one, or the base's
   * @param path of the file, from the root of the work tree; it may be gone
   */
  public Checkpoint checkpoint(String last, String path)
      throws WorkspaceException, InterruptedException {
    Optional<Checkpoint> made =
        own.patient(
            "kept",
            git ->
                oneFile.of(
                    git, plot, side.tree(git), ObjectId.fromString(last), path, owner, withheld));
    return made.isPresent() ? made.get() : checkpoint();
  }

  /**
   * Makes the work tree equal to a checkpoint of the same base commit. Ignored files stay. If it is
   * cut off, the next {@code open} starts from a new checkout.
   */
  public void restore(Checkpoint checkpoint) throws WorkspaceException, InterruptedException {
    own.patient(
        "restored",
        git -> {
          ObjectId target = ObjectId.fromString(checkpoint.tree());
          if (checkpoint.pack().length > 0) {
            Packs.read(git, checkpoint.pack());
          }
          plot.markUnfinished();
          ObjectId now = snapshot(git);
          for (int i = 0; i < ROUNDS && !now.equals(target); i++) {
            change(git, now, target);
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
    return own.calm(
        "compared",
        git -> Changes.between(git, ObjectId.fromString(fromTree), ObjectId.fromString(toTree)));
  }

  /**
   * What a snapshot, or the base's tree, keeps under a path. Links are not followed.
   *
   * @param tree 40 hex digits
   * @param maxBytes of a longer file there is no text
   */
  public Optional<Held> held(String tree, String path, int maxBytes) throws WorkspaceException {
    return own.calm("read", git -> Held.of(git, ObjectId.fromString(tree), path, maxBytes));
  }

  /**
   * A tree like this one, but with these paths as another has them; paths that the other lacks are
   * taken away. The work tree stays as it is; {@link Checkpoint#here} makes it like that.
   *
   * @return the git tree, 40 hex digits
   */
  public String mixed(String tree, String from, Collection<String> paths)
      throws WorkspaceException {
    return own.calm(
        "made otherwise",
        git ->
            Variants.mixed(git, ObjectId.fromString(tree), ObjectId.fromString(from), paths)
                .name());
  }

  /** A tree like this one, with another text in one file. The work tree stays as it is. */
  public String written(String tree, String path, String text) throws WorkspaceException {
    return own.calm(
        "made otherwise",
        git -> Variants.written(git, ObjectId.fromString(tree), path, text).name());
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
    return own.calm("looked through", git -> withheld.covered(root()));
  }

  /**
   * Commits a snapshot on top of the base commit. The same input makes the same commit.
   *
   * @return the commit, 40 hex digits; it is on no branch yet
   */
  public String commit(String tree, String message, Author author, Instant when)
      throws WorkspaceException {
    return own.calm(
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
    return own.patient(
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
      throw own.failed("deleted", e);
    }
  }

  private void change(Repository git, ObjectId from, ObjectId to)
      throws IOException, WorkspaceException, InterruptedException {
    Errand.run(
        errand -> {
          try (ObjectReader reader = git.newObjectReader();
              Unpack unpack = new Unpack(reader, root(), owner, errand)) {
            unpack.change(Optional.of(from), to);
            return true;
          }
        });
  }

  private ObjectId snapshot(Repository git)
      throws IOException, WorkspaceException, InterruptedException {
    Seen seen = Seen.load(plot.seen());
    ObjectId tree =
        Errand.run(
            errand -> {
              try (ObjectInserter inserter = git.newObjectInserter();
                  ObjectReader reader = inserter.newReader()) {
                return new Scan(inserter, reader, seen, owner, errand, withheld)
                    .of(root(), side.tree(git));
              }
            });
    seen.save();
    oneFile.settled();
    return tree;
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
