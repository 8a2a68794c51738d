package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Makes checkouts: from nothing, or out of a clean tree by what differs. */
final class Checkout {
  private final Optional<Owner> owner;
  private final Pool pool;

  /** A base is vetted when its directory is made. */
  private final Bases bases;

  Checkout(Optional<Owner> owner, Pool pool, Bases bases) {
    this.owner = owner;
    this.pool = pool;
    this.bases = bases;
  }

  /**
   * Makes the checkout of a task. Only what is done last makes it whole: whenever this is cut off,
   * the next attempt starts over.
   */
  void make(Plot plot, Repository mirror, ObjectId base)
      throws IOException, WorkspaceException, InterruptedException {
    plot.delete();
    vet(mirror, base);
    String name = mirror.getDirectory().getName();
    Optional<ObjectId> from = pool.take(name, base, plot);
    if (from.isPresent() && !mirror.getObjectDatabase().has(from.get())) {
      // The mirror was made anew since, and the branch was moved by force.
      plot.delete();
      from = Optional.empty();
    }
    if (from.isEmpty()) {
      lay(plot.home(), mirror);
    }
    if (!from.equals(Optional.of(base))) {
      change(plot.home(), mirror, from, base);
    }
    plot.markFinished(base);
  }

  /**
   * What a sandbox sees besides the work tree; what is there from an earlier time stays. Withheld
   * files are in neither.
   */
  Bases.Base show(Plot plot, Repository mirror, ObjectId base, Withheld withheld)
      throws IOException {
    withheld.leave(plot.work());
    Bases.Base objects = bases.of(mirror, base, withheld);
    Replica.mountPoint(plot.work(), owner);
    if (!Files.isDirectory(plot.replica(), LinkOption.NOFOLLOW_LINKS)) {
      Removal.of(plot.replica());
      Replica.lay(objects, plot.replica(), owner);
    }
    return objects;
  }

  /** Looks at a base that nobody has looked at yet. */
  private void vet(Repository mirror, ObjectId base) throws IOException, WorkspaceException {
    if (!bases.knows(mirror, base)) {
      try (RevWalk walk = new RevWalk(mirror)) {
        Vetting.check(walk.getObjectReader(), walk.parseCommit(base).getTree());
      }
    }
  }

  /** A private git directory and an empty work tree. */
  void lay(Path home, Repository mirror) throws IOException {
    Files.createDirectories(home);
    Path git = home.resolve(Plot.GIT);
    Mirror.create(git);
    Path info = Files.createDirectories(git.resolve("objects/info"));
    Path objects = mirror.getDirectory().toPath().resolve("objects");
    Files.writeString(info.resolve("alternates"), objects + "\n");
    Path work = Files.createDirectory(home.resolve(Plot.WORK));
    Replica.mountPoint(work, owner);
    if (owner.isPresent()) {
      try (Folder folder = Folder.open(home)) {
        folder.handOver(Plot.WORK, owner.get());
      }
    }
  }

  /** Brings a work tree that nobody has touched from one commit to another, both vetted. */
  void change(Path home, Repository mirror, Optional<ObjectId> from, ObjectId to)
      throws IOException, WorkspaceException, InterruptedException {
    Errand.run(
        errand -> {
          try (ObjectReader reader = mirror.newObjectReader();
              RevWalk walk = new RevWalk(reader);
              Unpack unpack = new Unpack(reader, home.resolve(Plot.WORK), owner, errand)) {
            ObjectId tree = walk.parseCommit(to).getTree();
            Optional<ObjectId> before =
                from.isPresent()
                    ? Optional.of(walk.parseCommit(from.get()).getTree())
                    : Optional.empty();
            unpack.change(before, tree);
            return true;
          }
        });
  }
}
