package dev.spadework.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * Turns a work tree into git objects. Bytes go in as they are: no filter, no line-end conversion,
 * no attribute is known here. Entries called {@code .git} in any spelling, sockets, pipes and
 * devices do not exist for it; submodules and withheld files stay what they are at the base.
 */
final class Scan {
  /** GitHub refuses larger files; see "About large files on GitHub". */
  static final long LARGEST_FILE = 100L * 1024 * 1024;

  private static final int IN_MEMORY = 16 * 1024 * 1024;
  private static final int DEEPEST = Vetting.DEEPEST;

  /** The one path that is looked at, and what everything beside it is taken from. */
  private record Way(Optional<ObjectId> last, List<String> names) {
    /** Ignore files are looked at on the way: they say whether the path counts. */
    List<String> here() {
      return Stream.concat(names.stream().limit(1), Stream.of(Constants.DOT_GIT_IGNORE)).toList();
    }

    Way below(Optional<ObjectId> folder) {
      return new Way(folder, names.stream().skip(1).toList());
    }
  }

  private final ObjectInserter inserter;
  private final ObjectReader reader;
  private final Seen seen;
  private final Optional<Owner> owner;
  private final Errand errand;
  private final Budget budget = new Budget();
  private final Withheld withheld;

  Scan(
      ObjectInserter inserter,
      ObjectReader reader,
      Seen seen,
      Optional<Owner> owner,
      Errand errand,
      Withheld withheld) {
    this.errand = errand;
    this.inserter = inserter;
    this.reader = reader;
    this.seen = seen;
    this.owner = owner;
    this.withheld = withheld;
  }

  /** The tree of what is below {@code root}, where {@code base} is the tree it came from. */
  ObjectId of(Path root, ObjectId base)
      throws IOException, WorkspaceException, InterruptedException {
    return of(root, base, Optional.empty());
  }

  /** The same where only this path may hold something else than in an earlier tree. */
  ObjectId of(Path root, ObjectId base, ObjectId last, List<String> names)
      throws IOException, WorkspaceException, InterruptedException {
    return of(root, base, Optional.of(new Way(Optional.of(last), names)));
  }

  private ObjectId of(Path root, ObjectId base, Optional<Way> way)
      throws IOException, WorkspaceException, InterruptedException {
    try (Folder folder = Folder.open(root)) {
      ObjectId tree =
          folder(folder, "", Optional.of(base), way, Ignores.NONE, false, 0)
              .orElse(inserter.insert(new TreeFormatter()));
      inserter.flush();
      return tree;
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException("stopped while the work tree was read");
    }
  }

  private Optional<ObjectId> folder(
      Folder folder,
      String path,
      Optional<ObjectId> baseTree,
      Optional<Way> way,
      Ignores above,
      boolean onlyTracked,
      int depth)
      throws IOException, WorkspaceException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped while the work tree was read");
    }
    if (path.length() > Vetting.LONGEST_PATH) {
      throw WorkspaceException.person(
          "The work tree has a path of more than 3,500 bytes; shorten or delete it.");
    }
    if (depth > DEEPEST) {
      throw WorkspaceException.person(
          "The work tree has directories nested deeper than " + DEEPEST + " levels; delete them.");
    }
    Map<String, Node> base = Node.list(reader, baseTree);
    List<String> names = new ArrayList<>(way.map(Way::here).orElseGet(folder::names));
    names.removeIf(Names::refused);
    Ignores ignores = above.in(path, rules(folder, names, base));
    // Sorted as git sorts: a directory as if its name ended in a slash.
    Map<String, Node> last = Node.list(reader, way.flatMap(Way::last));
    Map<String, Node> found = new TreeMap<>(Node.keyed(last));
    names.forEach(name -> found.keySet().removeAll(List.of(name, name + "/")));
    kept(base, path).forEach(found::putIfAbsent);
    names.removeIf(name -> withheld.has(path + name));
    for (String name : names) {
      errand.step();
      budget.entry();
      Optional<Folder.Stat> stat = folder.stat(name);
      Optional<Node> tracked = Optional.ofNullable(base.get(name));
      if (stat.isEmpty() || onlyTracked && tracked.isEmpty()) {
        continue;
      }
      if (withheld.below(path + name + "/") && !stat.get().directory()) {
        continue;
      }
      // Only these can be opened for it: a pipe would wait for its other end for ever.
      boolean givable = stat.get().file() || stat.get().directory();
      if (owner.isPresent() && stat.get().uid() == 0 && givable) {
        folder.handOver(name, owner.get());
        stat = folder.stat(name);
      }
      try {
        if (stat.isPresent()) {
          Optional<ObjectId> inner = Optional.ofNullable(last.get(name)).flatMap(Node::folder);
          Optional<Way> below = way.map(each -> each.below(inner));
          entry(folder, path + name, name, stat.get(), tracked, below, ignores, onlyTracked, depth)
              .ifPresent(
                  entry -> {
                    found.remove(name);
                    found.put(entry.mode() == FileMode.TREE ? name + "/" : name, entry);
                  });
        }
      } catch (NoSuchFileException e) {
        // Deleted between listing and reading: it is simply not there.
        continue;
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    // Old repositories hold modes that nobody writes any more; what is untouched keeps its id.
    return baseTree.isPresent() && found.equals(Node.keyed(base))
        ? baseTree
        : Optional.of(Node.write(inserter, found));
  }

  /** What of a directory of the base stays, whatever has become of it on the disk. */
  private Map<String, Node> kept(Map<String, Node> base, String path) throws IOException {
    Map<String, Node> kept = new TreeMap<>();
    for (Map.Entry<String, Node> each : base.entrySet()) {
      String name = each.getKey();
      Node entry = each.getValue();
      if (entry.mode() == FileMode.GITLINK || withheld.has(path + name)) {
        kept.put(name, entry);
      } else if (entry.mode() == FileMode.TREE && withheld.below(path + name + "/")) {
        Map<String, Node> inner =
            kept(Node.list(reader, Optional.of(entry.id())), path + name + "/");
        kept.put(name + "/", new Node(FileMode.TREE, Node.write(inserter, inner)));
      }
    }
    return kept;
  }

  private Optional<Node> entry(
      Folder folder,
      String path,
      String name,
      Folder.Stat stat,
      Optional<Node> tracked,
      Optional<Way> below,
      Ignores ignores,
      boolean onlyTracked,
      int depth)
      throws IOException, WorkspaceException, InterruptedException {
    if (stat.directory()) {
      if (tracked.filter(e -> e.mode() == FileMode.GITLINK).isPresent()) {
        return Optional.empty();
      }
      Optional<ObjectId> base = tracked.flatMap(Node::folder);
      boolean skipped = onlyTracked || ignores.ignored(path, true);
      if (skipped && base.isEmpty()) {
        return Optional.empty();
      }
      try (Folder inner = folder.enter(name)) {
        return folder(inner, path + "/", base, below, ignores, skipped, depth + 1)
            .map(tree -> new Node(FileMode.TREE, tree));
      }
    }
    boolean isTracked = tracked.filter(e -> e.mode() != FileMode.TREE).isPresent();
    if (!isTracked && (onlyTracked || ignores.ignored(path, false))) {
      return Optional.empty();
    }
    if (stat.link()) {
      return Optional.of(new Node(FileMode.SYMLINK, link(folder, name, tracked)));
    }
    if (stat.file()) {
      FileMode mode = stat.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
      return Optional.of(new Node(mode, file(folder, path, name, stat)));
    }
    return Optional.empty();
  }

  private ObjectId file(Folder folder, String path, String name, Folder.Stat stat)
      throws IOException, WorkspaceException {
    Optional<ObjectId> known = seen.blob(path, stat);
    if (known.isPresent()) {
      return known.get();
    }
    if (stat.size() > LARGEST_FILE) {
      throw WorkspaceException.person(
          Names.shown(path)
              + " is larger than 100 MB, which no forge takes; delete it or have git ignore it.");
    }
    budget.read(stat.size());
    ObjectId id;
    try (InputStream in = folder.read(name)) {
      byte[] head = in.readNBytes(IN_MEMORY + 1);
      if (head.length <= IN_MEMORY) {
        id = inserter.insert(Constants.OBJ_BLOB, head);
      } else {
        try (InputStream whole = folder.read(name)) {
          id = inserter.insert(Constants.OBJ_BLOB, stat.size(), errand.steps(whole));
        }
      }
    }
    seen.note(path, stat, id);
    return id;
  }

  /**
   * Java cannot write a target such as {@code dir//file}; where the base has one that means the
   * same, the base's bytes are kept, so that an untouched link stays untouched.
   */
  private ObjectId link(Folder folder, String name, Optional<Node> tracked) throws IOException {
    String target = folder.linkTarget(name);
    if (tracked.filter(e -> e.mode() == FileMode.SYMLINK).isPresent()) {
      String base = new String(reader.open(tracked.get().id()).getBytes(), ISO_8859_1);
      if (Names.target(Names.targetPath(base)).equals(target)) {
        return tracked.get().id();
      }
    }
    return inserter.insert(Constants.OBJ_BLOB, Names.bytes(target));
  }

  private List<byte[]> rules(Folder folder, List<String> names, Map<String, Node> base)
      throws IOException {
    List<byte[]> files = new ArrayList<>();
    Node old = base.get(Constants.DOT_GIT_IGNORE);
    if (old != null && FileMode.REGULAR_FILE.equals(old.mode().getBits() & ~0111)) {
      files.add(head(reader.open(old.id()).openStream()));
    }
    if (names.contains(Constants.DOT_GIT_IGNORE)
        && folder.stat(Constants.DOT_GIT_IGNORE).filter(Folder.Stat::file).isPresent()) {
      files.add(head(folder.read(Constants.DOT_GIT_IGNORE)));
    }
    return files;
  }

  private static byte[] head(InputStream stream) throws IOException {
    try (stream) {
      return stream.readNBytes(Ignores.LONGEST_FILE);
    }
  }
}
