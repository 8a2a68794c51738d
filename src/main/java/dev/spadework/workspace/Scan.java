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
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Turns a work tree into git objects. Bytes go in as they are: no filter, no line-end conversion,
 * no attribute is known here. Entries called {@code .git} in any spelling, sockets, pipes and
 * devices do not exist for it; submodules and withheld files stay what they are at the base.
 */
final class Scan {
  /** GitHub refuses larger files; see "About large files on GitHub". */
  static final long LARGEST_FILE = 100L * 1024 * 1024;

  private static final int IN_MEMORY = 16 * 1024 * 1024;
  private static final int DEEPEST = 200;

  private record Entry(FileMode mode, ObjectId id) {}

  private final ObjectInserter inserter;
  private final ObjectReader reader;
  private final Seen seen;
  private final Optional<Owner> owner;
  private final Withheld withheld;

  Scan(
      ObjectInserter inserter,
      ObjectReader reader,
      Seen seen,
      Optional<Owner> owner,
      Withheld withheld) {
    this.inserter = inserter;
    this.reader = reader;
    this.seen = seen;
    this.owner = owner;
    this.withheld = withheld;
  }

  /** The tree of what is below {@code root}, where {@code base} is the tree it came from. */
  ObjectId of(Path root, ObjectId base)
      throws IOException, WorkspaceException, InterruptedException {
    try (Folder folder = Folder.open(root)) {
      ObjectId tree =
          folder(folder, "", Optional.of(base), Ignores.NONE, false, 0)
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
      Ignores above,
      boolean onlyTracked,
      int depth)
      throws IOException, WorkspaceException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped while the work tree was read");
    }
    if (depth > DEEPEST) {
      throw WorkspaceException.person(
          "The work tree has directories nested deeper than " + DEEPEST + " levels; delete them.");
    }
    Map<String, Entry> base = baseTree.isPresent() ? list(baseTree.get()) : Map.of();
    List<String> names = new ArrayList<>(folder.names());
    names.removeIf(Names::refused);
    Ignores ignores = above.in(path, rules(folder, names, base));
    // Sorted as git sorts: a directory as if its name ended in a slash.
    Map<String, Entry> found = new TreeMap<>(kept(base, path));
    names.removeIf(name -> withheld.has(path + name));
    for (String name : names) {
      Optional<Folder.Stat> stat = folder.stat(name);
      Optional<Entry> tracked = Optional.ofNullable(base.get(name));
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
          entry(folder, path + name, name, stat.get(), tracked, ignores, onlyTracked, depth)
              .ifPresent(
                  entry -> {
                    found.remove(name);
                    found.put(entry.mode == FileMode.TREE ? name + "/" : name, entry);
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
    return baseTree.isPresent() && found.equals(keyed(base)) ? baseTree : Optional.of(write(found));
  }

  /** What of a directory of the base stays, whatever has become of it on the disk. */
  private Map<String, Entry> kept(Map<String, Entry> base, String path) throws IOException {
    Map<String, Entry> kept = new TreeMap<>();
    for (Map.Entry<String, Entry> each : base.entrySet()) {
      String name = each.getKey();
      Entry entry = each.getValue();
      if (entry.mode == FileMode.GITLINK || withheld.has(path + name)) {
        kept.put(name, entry);
      } else if (entry.mode == FileMode.TREE && withheld.below(path + name + "/")) {
        Map<String, Entry> inner = kept(list(entry.id), path + name + "/");
        kept.put(name + "/", new Entry(FileMode.TREE, write(inner)));
      }
    }
    return kept;
  }

  private Optional<Entry> entry(
      Folder folder,
      String path,
      String name,
      Folder.Stat stat,
      Optional<Entry> tracked,
      Ignores ignores,
      boolean onlyTracked,
      int depth)
      throws IOException, WorkspaceException, InterruptedException {
    if (stat.directory()) {
      if (tracked.filter(e -> e.mode == FileMode.GITLINK).isPresent()) {
        return Optional.empty();
      }
      Optional<ObjectId> base = tracked.filter(e -> e.mode == FileMode.TREE).map(Entry::id);
      boolean skipped = onlyTracked || ignores.ignored(path, true);
      if (skipped && base.isEmpty()) {
        return Optional.empty();
      }
      try (Folder inner = folder.enter(name)) {
        return folder(inner, path + "/", base, ignores, skipped, depth + 1)
            .map(tree -> new Entry(FileMode.TREE, tree));
      }
    }
    boolean isTracked = tracked.filter(e -> e.mode != FileMode.TREE).isPresent();
    if (!isTracked && (onlyTracked || ignores.ignored(path, false))) {
      return Optional.empty();
    }
    if (stat.link()) {
      return Optional.of(new Entry(FileMode.SYMLINK, link(folder, name, tracked)));
    }
    if (stat.file()) {
      FileMode mode = stat.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
      return Optional.of(new Entry(mode, file(folder, path, name, stat)));
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
          Names.text(path)
              + " is larger than 100 MB, which no forge takes; delete it or have git ignore it.");
    }
    ObjectId id;
    try (InputStream in = folder.read(name)) {
      byte[] head = in.readNBytes(IN_MEMORY + 1);
      if (head.length <= IN_MEMORY) {
        id = inserter.insert(Constants.OBJ_BLOB, head);
      } else {
        try (InputStream whole = folder.read(name)) {
          id = inserter.insert(Constants.OBJ_BLOB, stat.size(), whole);
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
  private ObjectId link(Folder folder, String name, Optional<Entry> tracked) throws IOException {
    String target = folder.linkTarget(name);
    if (tracked.filter(e -> e.mode == FileMode.SYMLINK).isPresent()) {
      String base = new String(reader.open(tracked.get().id).getBytes(), ISO_8859_1);
      if (Names.target(Names.targetPath(base)).equals(target)) {
        return tracked.get().id;
      }
    }
    return inserter.insert(Constants.OBJ_BLOB, Names.bytes(target));
  }

  private List<byte[]> rules(Folder folder, List<String> names, Map<String, Entry> base)
      throws IOException {
    List<byte[]> files = new ArrayList<>();
    Entry old = base.get(Constants.DOT_GIT_IGNORE);
    if (old != null && FileMode.REGULAR_FILE.equals(old.mode.getBits() & ~0111)) {
      files.add(head(reader.open(old.id).openStream()));
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

  private Map<String, Entry> list(ObjectId tree) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
    for (; !parser.eof(); parser.next(1)) {
      byte[] name = new byte[parser.getNameLength()];
      parser.getName(name, 0);
      entries.put(Names.raw(name), new Entry(parser.getEntryFileMode(), parser.getEntryObjectId()));
    }
    return entries;
  }

  private static Map<String, Entry> keyed(Map<String, Entry> byName) {
    Map<String, Entry> byKey = new TreeMap<>();
    byName.forEach(
        (name, entry) -> byKey.put(entry.mode == FileMode.TREE ? name + "/" : name, entry));
    return byKey;
  }

  private ObjectId write(Map<String, Entry> entries) throws IOException {
    TreeFormatter tree = new TreeFormatter();
    entries.forEach(
        (key, entry) -> {
          String name = entry.mode == FileMode.TREE ? key.substring(0, key.length() - 1) : key;
          tree.append(Names.bytes(name), entry.mode, entry.id);
        });
    return inserter.insert(tree);
  }
}
