package dev.spadework.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Writes git trees to the disk, byte for byte. Only what differs is touched. */
final class Unpack implements Closeable {
  private final ObjectReader reader;
  private final Optional<Owner> owner;
  private final Folder root;
  private final Errand errand;

  /** Beside the work tree, where no sandbox can write. */
  private final Folder bench;

  /** The directories between the root and the file in hand, the innermost last. */
  private final Deque<Folder> open = new ArrayDeque<>();

  private final List<String> openNames = new ArrayList<>();

  private static final String BENCH = "bench";

  private record Change(String path, int mode, ObjectId blob) {}

  Unpack(ObjectReader reader, Path root, Optional<Owner> owner, Errand errand) throws IOException {
    this.reader = reader;
    this.owner = owner;
    this.errand = errand;
    Path bench = Files.createDirectories(root.resolveSibling(BENCH));
    this.root = Folder.open(root);
    this.bench = Folder.open(bench);
  }

  /**
   * Changes the work tree from one tree to another.
   *
   * @param from what the work tree is now; empty for an empty one
   */
  void change(Optional<ObjectId> from, ObjectId to)
      throws IOException, WorkspaceException, InterruptedException {
    try {
      List<Change> writes = new ArrayList<>();
      for (String path : differences(from, to, writes)) {
        errand.step();
        remove(path);
      }
      for (Change each : writes) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while the work tree was written");
        }
        errand.step();
        write(each);
      }
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException("stopped while the work tree was written");
    }
  }

  private List<String> differences(Optional<ObjectId> from, ObjectId to, List<Change> writes)
      throws IOException, WorkspaceException {
    List<String> removals = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      if (from.isPresent()) {
        walk.addTree(from.get());
      } else {
        walk.addTree(new EmptyTreeIterator());
      }
      walk.addTree(to);
      walk.setFilter(TreeFilter.ANY_DIFF);
      walk.setRecursive(true);
      while (walk.next()) {
        String path = Names.raw(walk.getRawPath());
        int mode = walk.getRawMode(1);
        if (walk.getRawMode(0) != 0) {
          removals.add(path);
        }
        if (mode != 0) {
          writes.add(new Change(checked(path), mode, walk.getObjectId(1)));
        }
      }
    }
    return removals;
  }

  private static String checked(String path) throws WorkspaceException {
    for (String name : path.split("/", -1)) {
      if (Names.refused(name)) {
        throw WorkspaceException.person(
            "The repository holds an entry named \""
                + Names.shown(path)
                + "\", which git itself refuses; remove it from the base branch.");
      }
    }
    return path;
  }

  private void remove(String path) throws IOException {
    String[] names = path.split("/");
    if (!walkTo(names, false)) {
      return;
    }
    String name = names[names.length - 1];
    Optional<Folder.Stat> stat = innermost().stat(name);
    if (stat.isPresent() && !stat.get().directory()) {
      innermost().deleteFile(name);
    }
    while (!openNames.isEmpty()) {
      String empty = openNames.get(openNames.size() - 1);
      leave();
      try {
        innermost().deleteEmptyFolder(empty);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private void write(Change change) throws IOException {
    String[] names = change.path.split("/");
    walkTo(names, true);
    Folder folder = innermost();
    String name = names[names.length - 1];
    Optional<Folder.Stat> there = folder.stat(name);
    if (FileMode.GITLINK.equals(change.mode)) {
      if (there.filter(Folder.Stat::directory).isEmpty()) {
        makeFolder(folder, name, there);
      }
      return;
    }
    if (there.isPresent()) {
      Removal.of(root, folder, name);
    }
    if (FileMode.SYMLINK.equals(change.mode)) {
      byte[] target = reader.open(change.blob).getCachedBytes(Vetting.LONGEST_LINK);
      folder.createLink(name, new String(target, ISO_8859_1), bench);
      return;
    }
    try (OutputStream out = folder.create(name)) {
      reader.open(change.blob).copyTo(out);
    }
    if (FileMode.EXECUTABLE_FILE.equals(change.mode)) {
      folder.setExecutable(name);
    }
    if (owner.isPresent()) {
      folder.handOver(name, owner.get());
    }
  }

  /** Opens the parents of a path. Without {@code make}, false if one of them is no directory. */
  private boolean walkTo(String[] names, boolean make) throws IOException {
    List<String> parents = Arrays.asList(names).subList(0, names.length - 1);
    while (!openNames.isEmpty()
        && (openNames.size() > parents.size()
            || !openNames.equals(parents.subList(0, openNames.size())))) {
      leave();
    }
    for (String name : parents.subList(openNames.size(), parents.size())) {
      Folder folder = innermost();
      Optional<Folder.Stat> there = folder.stat(name);
      if (there.filter(Folder.Stat::directory).isEmpty()) {
        if (!make) {
          return false;
        }
        makeFolder(folder, name, there);
      }
      try {
        open.addLast(folder.enter(name));
      } catch (NotDirectoryException e) {
        throw new IOException("a directory was replaced while the tree was written", e);
      }
      openNames.add(name);
    }
    return true;
  }

  private void makeFolder(Folder parent, String name, Optional<Folder.Stat> there)
      throws IOException {
    if (there.isPresent()) {
      parent.deleteFile(name);
    }
    parent.createFolder(name, owner, bench);
  }

  private Folder innermost() {
    return open.isEmpty() ? root : open.getLast();
  }

  private void leave() throws IOException {
    open.removeLast().close();
    openNames.remove(openNames.size() - 1);
  }

  @Override
  public void close() throws IOException {
    while (!openNames.isEmpty()) {
      leave();
    }
    bench.close();
    root.close();
  }
}
