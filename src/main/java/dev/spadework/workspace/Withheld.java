package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of one base tree that hold credentials. They are not in the work tree, and in every
 * tree that is made of it they stand as they are at the base, whatever lies at their place.
 * Immutable; paths are raw.
 */
final class Withheld {
  static final Withheld NONE = new Withheld(List.of());

  private final Set<String> paths;
  private final Set<String> folders = new HashSet<>();

  Withheld(Collection<String> paths) {
    this.paths = new TreeSet<>(paths);
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(path.substring(0, slash + 1));
      }
    }
  }

  /** Whether this file is one. */
  boolean has(String path) {
    return paths.contains(path);
  }

  /** Whether one is somewhere below this directory, which ends in a slash. */
  boolean below(String folder) {
    return folders.contains(folder);
  }

  /** Other for other paths; empty for none. */
  String mark() {
    if (paths.isEmpty()) {
      return "";
    }
    byte[] hash = Mirror.sha256().digest(Names.bytes(String.join("\0", paths)));
    return "-" + HexFormat.of().formatHex(hash, 0, 8);
  }

  /** For people, sorted as git sorts. */
  List<String> shown() {
    return paths.stream().map(Names::text).toList();
  }

  /** Takes them out of a work tree that nobody works in. */
  void leave(Path root) throws IOException {
    if (paths.isEmpty()) {
      return;
    }
    try (Folder top = Folder.open(root)) {
      for (String path : paths) {
        at(top, path, (folder, name) -> Removal.of(top, folder, name));
      }
    }
  }

  /** Those in whose place something lies: nothing of that is ever taken for theirs. */
  List<String> covered(Path root) throws IOException {
    List<String> covered = new ArrayList<>();
    if (!paths.isEmpty()) {
      try (Folder top = Folder.open(root)) {
        for (String path : paths) {
          at(top, path, (folder, name) -> covered.add(Names.text(path)));
        }
      }
    }
    return covered;
  }

  private interface There {
    void act(Folder folder, String name) throws IOException;
  }

  /** Acts where something is at the path, or a file or link in the place of a directory above. */
  private static void at(Folder folder, String path, There there) throws IOException {
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    Optional<Folder.Stat> stat = folder.stat(name);
    if (stat.isEmpty()) {
      return;
    }
    if (slash < 0) {
      there.act(folder, name);
    } else if (stat.get().directory()) {
      try (Folder inner = folder.enter(name)) {
        at(inner, path.substring(slash + 1), there);
      }
    } else {
      there.act(folder, name);
    }
  }
}
