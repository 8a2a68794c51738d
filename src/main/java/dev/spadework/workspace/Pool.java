package dev.spadework.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clean work trees that no sandbox has ever seen, waiting on the disk for tasks. A tree that is
 * taken never comes back. Many threads and processes may take from one pool: a tree is taken by
 * renaming it, and the disk lets one of them win.
 *
 * <p>On the disk: a directory per mirror with {@code clean-…} for whole trees and {@code new-…} for
 * one being made, which whoever holds the mirror's filling lock may delete. A whole one has its
 * commit, size and seal in {@code note}.
 */
final class Pool {
  private static final Logger log = LoggerFactory.getLogger(Pool.class);
  private static final String CLEAN = "clean-";
  private static final String UNFINISHED = "new-";
  private static final String NOTE = "note";
  private static final String FILLING = "filling.lock";

  private final Path root;

  Pool(Path root) {
    this.root = root;
  }

  /** A tree that waits. */
  record Waiting(Path home, ObjectId commit, long bytes, String seal) {}

  /**
   * Moves a tree of this mirror to a task's place, which must not be there.
   *
   * @param wanted a tree of this commit is preferred
   * @return the commit that the moved tree is of; empty when no sound one waits
   */
  Optional<ObjectId> take(String mirror, ObjectId wanted, Plot plot) throws IOException {
    for (Waiting each : waiting(mirror, wanted)) {
      try {
        Files.move(each.home, plot.home(), StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException e) {
        // Another worker was first.
        continue;
      }
      if (sound(each, plot.home())) {
        Files.delete(plot.home().resolve(NOTE));
        return Optional.of(each.commit);
      }
      log.atWarn().addKeyValue("mirror", mirror).log("pool_tree_was_changed");
      plot.delete();
    }
    return Optional.empty();
  }

  /** Whether a tree is what it was when it was put here. */
  static boolean sound(Waiting tree, Path home) throws IOException {
    return seal(home, tree.commit, (path, stat) -> {}).digest().equals(tree.seal);
  }

  /** Over the work tree and the private git directory. */
  static Seal.Found seal(Path home, ObjectId commit, Seal.Sees sees) throws IOException {
    Seal.Found work = Seal.of(home.resolve(Plot.WORK), sees);
    Seal.Found git = Seal.of(home.resolve(Plot.GIT), (path, stat) -> {});
    return new Seal.Found(commit.name() + work.digest() + git.digest(), work.bytes() + git.bytes());
  }

  /** Sound or not, those of the wanted commit first, then the newest. */
  List<Waiting> waiting(String mirror, ObjectId wanted) throws IOException {
    List<Waiting> all = new ArrayList<>();
    for (Path each : list(root.resolve(mirror))) {
      if (each.getFileName().toString().startsWith(CLEAN)) {
        note(each).ifPresent(all::add);
      }
    }
    all.sort(
        Comparator.<Waiting, Boolean>comparing(tree -> !tree.commit.equals(wanted))
            .thenComparing(tree -> tree.home.getFileName().toString(), Comparator.reverseOrder()));
    return all;
  }

  /** Bytes of all that waits. */
  long bytes() throws IOException {
    long bytes = 0;
    for (String mirror : mirrors()) {
      for (Waiting each : waiting(mirror, ObjectId.zeroId())) {
        bytes += each.bytes;
      }
    }
    return bytes;
  }

  /** Names of the mirrors that have or had trees here. */
  List<String> mirrors() throws IOException {
    return list(root).stream().map(each -> each.getFileName().toString()).toList();
  }

  /** An empty directory to make a tree in. */
  Path begin(String mirror) throws IOException {
    Path home = root.resolve(mirror).resolve(UNFINISHED + UUID.randomUUID());
    return Files.createDirectories(home);
  }

  /** Puts a tree that was made here among those that wait; for whoever has {@link #filling}. */
  void finish(Path home, ObjectId commit, Seal.Found seal) throws IOException {
    Files.writeString(
        home.resolve(NOTE), commit.name() + "\n" + seal.bytes() + "\n" + seal.digest() + "\n");
    long number = 1;
    for (Path each : list(home.getParent())) {
      String name = each.getFileName().toString();
      if (name.matches(CLEAN + "\\d{12}")) {
        number = Math.max(number, 1 + Long.parseLong(name.substring(CLEAN.length())));
      }
    }
    Path place = home.resolveSibling(CLEAN + "%012d".formatted(number));
    Files.move(home, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes a tree; first out of the way, so that nobody takes it half deleted. */
  void delete(Waiting tree) throws IOException {
    Path gone = tree.home.resolveSibling(UNFINISHED + UUID.randomUUID());
    try {
      Files.move(tree.home, gone, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    Removal.of(gone);
  }

  /** Forgets the mirrors that are no longer listed. */
  void keepOnly(Set<String> mirrors) throws IOException {
    for (String each : mirrors()) {
      if (!mirrors.contains(each)) {
        Removal.of(root.resolve(each));
      }
    }
  }

  /**
   * The right to fill for one mirror, if no other process is at it; what one that died left half
   * made is deleted.
   */
  Optional<FileLock> filling(String mirror) throws IOException {
    Path folder = Files.createDirectories(root.resolve(mirror));
    FileChannel channel =
        FileChannel.open(
            folder.resolve(FILLING), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Optional<FileLock> lock = Optional.empty();
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // Another workspace of this process is at it.
    } finally {
      if (lock.isEmpty()) {
        channel.close();
      }
    }
    if (lock.isPresent()) {
      for (Path each : list(folder)) {
        if (each.getFileName().toString().startsWith(UNFINISHED)) {
          Removal.of(each);
        }
      }
    }
    return lock;
  }

  private static Optional<Waiting> note(Path home) throws IOException {
    try {
      List<String> lines = Files.readAllLines(home.resolve(NOTE));
      boolean whole = lines.size() == 3 && ObjectId.isId(lines.get(0));
      return whole && lines.get(1).matches("\\d{1,18}")
          ? Optional.of(
              new Waiting(
                  home,
                  ObjectId.fromString(lines.get(0)),
                  Long.parseLong(lines.get(1)),
                  lines.get(2)))
          : unreadable(home);
    } catch (FileSystemException e) {
      // Taken or deleted meanwhile.
      return Files.isDirectory(home) ? unreadable(home) : Optional.empty();
    }
  }

  /** Without a note nobody may have it: it waits for {@link #delete}, and no seal fits it. */
  private static Optional<Waiting> unreadable(Path home) {
    return Optional.of(new Waiting(home, ObjectId.zeroId(), 0, ""));
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        entries.forEach(all::add);
      }
    }
    return all;
  }
}
