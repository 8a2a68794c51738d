package dev.spadework.workspace;

import dev.spadework.redact.Credentials;
import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Mirrors and trees on this machine's disk. Safe for use by many threads, and by many processes on
 * the same directory as long as a task has one worker.
 */
public final class Workspace implements AutoCloseable {
  private final Path trees;
  private final Mirror mirrors;
  private final Pool pool;
  private final Bases bases;
  private final Checkout checkout;
  private final Withholding withholding = new Withholding();
  private final Optional<Refill> refill;
  private final Optional<Owner> owner;
  private final Redactor redactor;

  private Workspace(Path data, Optional<Owner> owner, Redactor redactor, PoolSettings settings) {
    this.trees = data.resolve("trees");
    this.mirrors = new Mirror(data.resolve("mirrors"));
    this.pool = new Pool(data.resolve("pool"));
    this.bases = new Bases(data.resolve("bases"));
    this.checkout = new Checkout(owner, pool, bases);
    this.refill =
        settings.trees() == 0
            ? Optional.empty()
            : Optional.of(new Refill(settings, pool, checkout, withholding));
    this.owner = owner;
    this.redactor = redactor;
  }

  /** The workspace below a directory, without a pool of clean trees of its own. */
  public static Workspace at(Path data, Redactor redactor) {
    return at(data, redactor, PoolSettings.NONE);
  }

  /**
   * The workspace below a directory, which is made if need be.
   *
   * @param pool how many clean trees are kept ready; what is there already is used in any case
   * @throws UncheckedIOException when it cannot be made
   */
  public static Workspace at(Path data, Redactor redactor, PoolSettings pool) {
    QuietSystem.install();
    try {
      Path absolute = Files.createDirectories(data.toAbsolutePath()).toRealPath();
      Path trees = Files.createDirectories(absolute.resolve("trees"));
      return new Workspace(absolute, Owner.in(trees), redactor, pool);
    } catch (IOException e) {
      throw new UncheckedIOException("The directory " + data + " cannot be made.", e);
    }
  }

  /** Fetches a branch into the mirror and says where it stands. */
  public Base pin(Remote remote, String branch) throws WorkspaceException, InterruptedException {
    return with(
        remote,
        mirror -> {
          String ref = Constants.R_HEADS + branch;
          Wire wire = new Wire(remote, redactor);
          Optional<ObjectId> there =
              Repository.isValidRefName(ref) ? wire.tip(mirror, ref) : Optional.empty();
          if (there.isEmpty()) {
            throw WorkspaceException.person(
                remote.name()
                    + (wire.refs(mirror).isEmpty()
                        ? ": the repository has no commits yet."
                        : ": there is no branch " + branch + "; name one that exists."));
          }
          if (!mirror.getObjectDatabase().has(there.get())) {
            try (Mirror.Held held = mirrors.hold(remote)) {
              wire.fetch(mirror, "+" + ref + ":" + ref);
            }
          }
          try (RevWalk walk = new RevWalk(mirror)) {
            // A branch that moved while it was fetched: what came is what there is.
            boolean came = mirror.getObjectDatabase().has(there.get());
            RevCommit commit = walk.parseCommit(came ? there.get() : mirror.resolve(ref));
            return new Base(branch, commit.name(), commit.getTree().name());
          }
        });
  }

  /** The branch that the remote's {@code HEAD} names. */
  public String defaultBranch(Remote remote) throws WorkspaceException, InterruptedException {
    return with(
        remote,
        mirror -> {
          Ref head = new Wire(remote, redactor).refs(mirror).get(Constants.HEAD);
          if (head == null || !head.isSymbolic()) {
            throw WorkspaceException.person(
                remote.name() + ": HEAD names no branch with commits; say which branch to use.");
          }
          return Repository.shortenRefName(head.getTarget().getName());
        });
  }

  /**
   * Asks the remote whether a push would be let in, without pushing.
   *
   * @throws WorkspaceException with the way to mend it
   */
  public void checkPush(Remote remote) throws WorkspaceException, InterruptedException {
    with(
        remote,
        mirror -> {
          new Wire(remote, redactor).checkPush(mirror);
          return true;
        });
  }

  /** The commit that the remote names for a branch now, 40 hex digits. */
  public Optional<String> remoteCommit(Remote remote, String branch)
      throws WorkspaceException, InterruptedException {
    return with(
        remote,
        mirror ->
            Optional.ofNullable(
                    new Wire(remote, redactor).refs(mirror).get(Constants.R_HEADS + branch))
                .map(ref -> ref.getObjectId().name()));
  }

  /**
   * Shows the files of a commit that was fetched before; nothing is fetched for it.
   *
   * @param looks is given all paths and a way to the beginning of a file
   * @param maxBytes of a file that are shown
   * @return empty if the commit is not on this machine
   */
  public <T> Optional<T> look(
      Remote remote,
      String commit,
      int maxBytes,
      BiFunction<List<String>, Function<String, Optional<String>>, T> looks)
      throws WorkspaceException, InterruptedException {
    return with(
        remote,
        mirror -> {
          ObjectId id = ObjectId.fromString(commit);
          if (!mirror.getObjectDatabase().has(id)) {
            return Optional.empty();
          }
          try (RevWalk walk = new RevWalk(mirror)) {
            ObjectId tree = walk.parseCommit(id).getTree();
            return Optional.of(
                looks.apply(
                    BaseFiles.paths(mirror, tree, Withheld.NONE),
                    path -> BaseFiles.shown(mirror, tree, path, maxBytes)));
          }
        });
  }

  /** {@link #open(String, Remote, String, Credentials)} with nothing carried. */
  public Tree open(String task, Remote remote, String baseCommit)
      throws WorkspaceException, InterruptedException {
    return open(task, remote, baseCommit, Credentials.but(List.of()));
  }

  /**
   * The task's tree on this machine, or a new checkout of the base commit. A checkout that was cut
   * off, or is of another base, is thrown away. Files that hold credentials are not in it.
   *
   * @param task {@code t-} and eight of {@code 0-9a-z}
   * @throws IllegalArgumentException when the task's name is another
   */
  public Tree open(String task, Remote remote, String baseCommit, Credentials credentials)
      throws WorkspaceException, InterruptedException {
    Plot plot = new Plot(trees, task);
    ObjectId base = ObjectId.fromString(baseCommit);
    return with(
        remote,
        mirror -> {
          boolean there = plot.base().filter(base::equals).isPresent();
          if (!there) {
            ensure(remote, mirror, base);
            checkout.make(plot, mirror, base);
            refill.ifPresent(each -> each.soon(mirror.getDirectory().toPath(), base));
          }
          Withheld withheld = withholding.of(mirror, base, credentials);
          Bases.Base shown = checkout.show(plot, mirror, base, withheld);
          return new Tree(plot, shown.objects(), remote, base, !there, owner, redactor, withheld);
        });
  }

  /**
   * Lets go of the clean trees of repositories that are not among these, and has those that tasks
   * came from before brought up to number. For a start.
   */
  public void listed(Collection<Remote> remotes) throws WorkspaceException {
    Map<String, Path> mirrorsOf = new TreeMap<>();
    for (Remote each : remotes) {
      Path path = mirrors.path(each);
      mirrorsOf.put(path.getFileName().toString(), path);
    }
    try {
      pool.keepOnly(mirrorsOf.keySet());
      if (refill.isPresent()) {
        for (String name : pool.mirrors()) {
          Optional<ObjectId> newest = bases.newest(name);
          if (newest.isPresent()) {
            refill.get().soon(mirrorsOf.get(name), newest.get());
          }
        }
      }
    } catch (IOException e) {
      throw WorkspaceException.disk(
          "The pool of clean trees cannot be read: " + WorkspaceException.reason(e), e);
    }
  }

  /** Waits until the pool is filled as far as it was asked for. */
  public void awaitPool() throws InterruptedException {
    if (refill.isPresent()) {
      refill.get().await();
    }
  }

  /** Ends what fills the pool; trees that are half made are made anew another time. */
  @Override
  public void close() {
    refill.ifPresent(Refill::close);
  }

  /** Deletes the trees of all tasks but these. For a start, before any task is opened. */
  public void reap(Set<String> liveTasks) throws WorkspaceException {
    reap(liveTasks::contains);
  }

  /**
   * Deletes the trees of all tasks that are not alive.
   *
   * @param alive asked for each tree that is there, so that a task that starts meanwhile is safe
   */
  public void reap(Predicate<String> alive) throws WorkspaceException {
    try {
      Plot.reap(trees, alive);
      bases.reap(Plot.bases(trees));
    } catch (IOException e) {
      throw WorkspaceException.disk(
          "Old work trees cannot be deleted: " + WorkspaceException.reason(e), e);
    }
  }

  private void ensure(Remote remote, Repository mirror, ObjectId base)
      throws IOException, WorkspaceException, InterruptedException {
    if (mirror.getObjectDatabase().has(base)) {
      return;
    }
    Wire wire = new Wire(remote, redactor);
    try (Mirror.Held held = mirrors.hold(remote)) {
      wire.fetch(mirror, "+refs/heads/*:refs/heads/*");
      if (!mirror.getObjectDatabase().has(base)) {
        wire.fetch(mirror, base.name() + ":refs/spadework/" + base.name());
      }
    }
  }

  private interface Work<T> {
    T with(Repository mirror) throws IOException, WorkspaceException, InterruptedException;
  }

  private <T> T with(Remote remote, Work<T> work) throws WorkspaceException, InterruptedException {
    try (Repository mirror = mirrors.open(remote)) {
      return work.with(mirror);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while working on " + remote.name());
      }
      throw WorkspaceException.disk(
          remote.name() + ": the disk says: " + redactor.clean(WorkspaceException.reason(e)), e);
    }
  }
}
