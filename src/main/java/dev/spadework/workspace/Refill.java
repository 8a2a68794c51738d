package dev.spadework.workspace;

import dev.spadework.redact.Credentials;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the pool on one thread of the lowest priority, a tree at a time: after a tree was taken,
 * and at the start for repositories that tasks came from before.
 */
final class Refill implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Refill.class);

  /** Left free on the disk beyond what a tree takes. */
  private static final long ROOM = 1L << 30;

  private final PoolSettings settings;
  private final Pool pool;
  private final Checkout checkout;
  private final Withholding withholding;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "pool");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
          });

  /** The newest base of each mirror that was asked for while the thread was busy. */
  private final Map<Path, ObjectId> asked = new ConcurrentHashMap<>();

  Refill(PoolSettings settings, Pool pool, Checkout checkout, Withholding withholding) {
    this.settings = settings;
    this.pool = pool;
    this.checkout = checkout;
    this.withholding = withholding;
  }

  /** Has the trees of a mirror brought up to number, for this commit, when there is time. */
  void soon(Path mirror, ObjectId base) {
    asked.put(mirror, base);
    if (!thread.isShutdown()) {
      thread.execute(() -> fillQuietly(mirror));
    }
  }

  /** Waits until everything asked for so far is done. */
  void await() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    thread.execute(done::countDown);
    done.await();
  }

  private void fillQuietly(Path mirror) {
    ObjectId base = asked.remove(mirror);
    if (base == null) {
      return;
    }
    try (Repository repository = Mirror.bare(mirror)) {
      fill(repository, base);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | WorkspaceException | RuntimeException e) {
      // Tasks get along without; the next one that takes a tree asks again.
      log.atWarn().addKeyValue("mirror", mirror.getFileName()).setCause(e).log("pool_not_filled");
    }
  }

  private void fill(Repository mirror, ObjectId base)
      throws IOException, WorkspaceException, InterruptedException {
    String name = mirror.getDirectory().getName();
    Optional<FileLock> lock = pool.filling(name);
    if (lock.isEmpty()) {
      return;
    }
    try {
      List<Pool.Waiting> there = pool.waiting(name, base);
      // The last ones are the oldest; a tree of another commit is brought up to date when taken.
      for (Pool.Waiting extra :
          there.subList(Math.min(settings.trees(), there.size()), there.size())) {
        pool.delete(extra);
      }
      for (int have = there.size(); have < settings.trees() && room(mirror, base); have++) {
        one(name, mirror, base);
      }
      // Its outcome is what a task asks next; the reading is done here.
      withholding.of(mirror, base, Credentials.but(List.of()));
    } finally {
      lock.get().acquiredBy().close();
    }
  }

  private void one(String name, Repository mirror, ObjectId base)
      throws IOException, WorkspaceException, InterruptedException {
    Path home = pool.begin(name);
    try {
      checkout.lay(home, mirror);
      checkout.change(home, mirror, Optional.empty(), base);
      Seen seen = Seen.rested(home.resolve(Plot.SEEN));
      Map<String, ObjectId> blobs = blobs(mirror, base);
      Seal.Found seal =
          Pool.seal(
              home,
              base,
              (path, stat) -> {
                ObjectId blob = blobs.get(path);
                if (blob != null && stat.file()) {
                  seen.note(path, stat, blob);
                }
              });
      seen.save();
      pool.finish(home, base, seal);
      log.atDebug().addKeyValue("mirror", name).log("pool_tree_ready");
    } finally {
      Removal.of(home);
    }
  }

  private boolean room(Repository mirror, ObjectId base) throws IOException, WorkspaceException {
    long need;
    try (ObjectReader reader = mirror.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      need = Vetting.check(reader, walk.parseCommit(base).getTree());
    }
    Path disk = mirror.getDirectory().toPath();
    boolean fits =
        pool.bytes() + need <= settings.bytes()
            && Files.getFileStore(disk).getUsableSpace() > need + ROOM;
    if (!fits) {
      log.atInfo().addKeyValue("mirror", disk.getFileName()).log("pool_is_full");
    }
    return fits;
  }

  private static Map<String, ObjectId> blobs(Repository mirror, ObjectId base) throws IOException {
    Map<String, ObjectId> blobs = new HashMap<>();
    try (RevWalk walk = new RevWalk(mirror);
        TreeWalk trees = new TreeWalk(mirror)) {
      trees.addTree(walk.parseCommit(base).getTree());
      trees.setRecursive(true);
      while (trees.next()) {
        blobs.put(Names.raw(trees.getRawPath()), trees.getObjectId(0));
      }
    }
    return blobs;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("pool_still_filling");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
