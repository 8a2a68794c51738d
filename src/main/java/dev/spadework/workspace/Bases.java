package dev.spadework.workspace;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.FS;

/**
 * The objects of base commits, for git inside sandboxes: one directory per base that all its tasks
 * are shown read-only, with the commit, its trees and its files, and no history. One that follows
 * an earlier base links its packs and adds a small one.
 */
final class Bases {
  /** Then a base gets one whole pack again; git looks through all of them for each object. */
  private static final int MOST_PACKS = 12;

  /** How many bases of one repository are kept that no task uses. */
  private static final int SPARE = 2;

  private static final Duration LINGER = Duration.ofHours(1);

  private static final String UNFINISHED = "new-";

  private final Path root;

  Bases(Path root) {
    this.root = root;
  }

  /** What stands in a base's directory. */
  record Base(Path home, ObjectId commit) {
    /** Shown to sandboxes, never to be written by them. */
    Path objects() {
      return home.resolve("objects");
    }

    /** git's index of the base, as a file to copy. */
    Path index() {
      return home.resolve("index");
    }
  }

  /**
   * The directory of a base commit that was vetted, made if need be.
   *
   * @param withheld files whose content is not among the objects
   */
  Base of(Repository mirror, ObjectId commit, Withheld withheld) throws IOException {
    Path family = root.resolve(mirror.getDirectory().getName());
    Base base = new Base(family.resolve(commit.name() + withheld.mark()), commit);
    if (Files.isDirectory(base.home)) {
      touch(base.home);
      return base;
    }
    Files.createDirectories(family);
    Path unfinished = family.resolve(UNFINISHED + UUID.randomUUID());
    try {
      // An earlier base may hold what is withheld now.
      boolean alone = !withheld.mark().isEmpty();
      Optional<Base> near = alone ? Optional.empty() : near(family, mirror);
      make(new Base(unfinished, commit), near, mirror, withheld);
      Files.move(unfinished, base.home);
    } catch (FileSystemException e) {
      // Another task may have made the same one meanwhile.
      if (!Files.isDirectory(base.home)) {
        throw e;
      }
    } finally {
      Removal.of(unfinished);
    }
    return base;
  }

  /** Whether a base was made before, so vetted. */
  boolean knows(Repository mirror, ObjectId commit) throws IOException {
    return list(root.resolve(mirror.getDirectory().getName())).stream()
        .anyMatch(each -> each.getFileName().toString().startsWith(commit.name()));
  }

  private static Optional<ObjectId> commit(String directory) {
    String id = directory.substring(0, Math.min(40, directory.length()));
    return ObjectId.isId(id) ? Optional.of(ObjectId.fromString(id)) : Optional.empty();
  }

  /** The base that was last asked for of a mirror of this name. */
  Optional<ObjectId> newest(String mirror) throws IOException {
    for (Path each : newestFirst(root.resolve(mirror))) {
      Optional<ObjectId> commit = commit(each.getFileName().toString());
      if (commit.isPresent()) {
        return commit;
      }
    }
    return Optional.empty();
  }

  /**
   * Deletes bases that no task uses, but for the newest few.
   *
   * @param used commits of tasks that live
   */
  void reap(Set<ObjectId> used) throws IOException {
    for (Path family : list(root)) {
      touch(family);
      Instant now = Files.getLastModifiedTime(family).toInstant();
      int kept = 0;
      for (Path each : newestFirst(family)) {
        String name = each.getFileName().toString();
        Optional<ObjectId> commit = commit(name);
        boolean needed = commit.isPresent() && (used.contains(commit.get()) || kept++ < SPARE);
        // A task may just be about to use it.
        boolean old = now.minus(LINGER).isAfter(Files.getLastModifiedTime(each).toInstant());
        if (!needed && old) {
          Removal.of(each);
        }
      }
    }
  }

  private static void make(Base base, Optional<Base> near, Repository mirror, Withheld withheld)
      throws IOException {
    Path packs = Files.createDirectories(base.objects().resolve("pack"));
    Files.createDirectories(base.objects().resolve("info"));
    try (ObjectReader reader = mirror.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      ObjectId tree = walk.parseCommit(base.commit).getTree();
      Optional<ObjectId> from = Optional.empty();
      if (near.isPresent()) {
        from = Optional.of(walk.parseCommit(near.get().commit).getTree());
        for (Path each : list(near.get().objects().resolve("pack"))) {
          Files.createLink(packs.resolve(each.getFileName()), each);
        }
      }
      Map<ObjectId, RevObject> objects = new LinkedHashMap<>();
      objects.put(base.commit, walk.parseCommit(base.commit));
      objects.put(tree, walk.lookupTree(tree));
      collect(walk, from, tree, withheld, objects);
      pack(reader, packs, objects);
      index(base, reader, tree, withheld);
    }
  }

  private static void collect(
      RevWalk walk,
      Optional<ObjectId> from,
      ObjectId to,
      Withheld withheld,
      Map<ObjectId, RevObject> objects)
      throws IOException {
    try (TreeWalk trees = new TreeWalk(walk.getObjectReader())) {
      if (from.isPresent()) {
        trees.addTree(from.get());
      } else {
        trees.addTree(new EmptyTreeIterator());
      }
      trees.addTree(to);
      trees.setFilter(TreeFilter.ANY_DIFF);
      while (trees.next()) {
        int mode = trees.getRawMode(1);
        ObjectId id = trees.getObjectId(1);
        if (FileMode.TREE.equals(mode)) {
          objects.put(id, walk.lookupTree(id));
        } else if (mode != 0
            && !FileMode.GITLINK.equals(mode)
            && !withheld.has(Names.raw(trees.getRawPath()))) {
          objects.put(id, walk.lookupBlob(id));
        }
        if (trees.isSubtree() && mode != 0) {
          trees.enterSubtree();
        }
      }
    }
  }

  private static void pack(ObjectReader reader, Path packs, Map<ObjectId, RevObject> objects)
      throws IOException {
    PackConfig config = new PackConfig();
    // What the mirror holds as a delta is taken as it is; looking for more would take seconds.
    config.setDeltaCompress(false);
    config.setThreads(1);
    try (PackWriter writer = new PackWriter(config, reader.newReader())) {
      writer.setUseBitmaps(false);
      writer.setDeltaBaseAsOffset(true);
      writer.preparePack(objects.values().iterator());
      String name = "pack-" + writer.computeName().name();
      Path pack = packs.resolve(name + ".pack");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(pack))) {
        writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
      }
      Path index = packs.resolve(name + ".idx");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(index))) {
        writer.writeIndex(out);
      }
      for (Path file : List.of(pack, index)) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
      }
    }
    for (Path folder : List.of(packs, packs.getParent(), packs.resolveSibling("info"))) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void index(Base base, ObjectReader reader, ObjectId tree, Withheld withheld)
      throws IOException {
    File file = base.index().toFile();
    DirCache index = DirCache.lock(file, FS.DETECTED);
    try {
      DirCacheBuilder builder = index.builder();
      builder.addTree(new byte[0], 0, reader, tree);
      builder.finish();
      for (int i = 0; i < index.getEntryCount(); i++) {
        DirCacheEntry entry = index.getEntry(i);
        // So git does not call a withheld file deleted.
        entry.setAssumeValid(withheld.has(Names.raw(entry.getRawPath())));
      }
      index.write();
      if (!index.commit()) {
        throw new IOException("the index " + file + " cannot be written");
      }
    } finally {
      index.unlock();
    }
  }

  /** The base to build upon. */
  private Optional<Base> near(Path family, Repository mirror) throws IOException {
    Optional<ObjectId> newest = newest(family.getFileName().toString());
    if (newest.isEmpty() || !mirror.getObjectDatabase().has(newest.get())) {
      return Optional.empty();
    }
    Base base = new Base(family.resolve(newest.get().name()), newest.get());
    int packs = list(base.objects().resolve("pack")).size();
    boolean fits = packs > 0 && packs < 2 * MOST_PACKS;
    return Optional.of(base).filter(any -> fits);
  }

  private static List<Path> newestFirst(Path folder) throws IOException {
    Map<Path, FileTime> times = new LinkedHashMap<>();
    for (Path each : list(folder)) {
      times.put(each, Files.getLastModifiedTime(each));
    }
    return times.entrySet().stream()
        .sorted(Map.Entry.<Path, FileTime>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> all = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.forEach(all::add);
    }
    return all;
  }

  /** Makes it the newest, by the disk's own clock. */
  private static void touch(Path home) throws IOException {
    Files.delete(Files.createTempFile(home, "used", ""));
  }
}
