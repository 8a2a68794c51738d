package dev.spadework.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads a tree in the object database. */
final class BaseFiles {
  private static final int MOST_LINKS = 5;

  private BaseFiles() {}

  static List<String> paths(Repository git, ObjectId tree, Withheld withheld) throws IOException {
    return listed(git, tree, withheld).stream().map(Listed::path).toList();
  }

  static List<Listed> listed(Repository git, ObjectId tree, Withheld withheld) throws IOException {
    List<Listed> files = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(0);
        if (mode != FileMode.GITLINK && !withheld.has(Names.raw(walk.getRawPath()))) {
          boolean link = mode == FileMode.SYMLINK;
          files.add(
              new Listed(
                  walk.getPathString(),
                  link ? Optional.empty() : Optional.of(walk.getObjectId(0).name())));
        }
      }
    }
    return files;
  }

  static void read(Repository git, List<Listed> wanted, int most, Listed.Sink sink)
      throws IOException, InterruptedException {
    try (ObjectReader reader = git.newObjectReader()) {
      for (Listed each : wanted) {
        try {
          if (each.blob().isPresent()) {
            ObjectLoader file = reader.open(ObjectId.fromString(each.blob().get()));
            if (file.getSize() <= most) {
              sink.take(each.path(), each.blob().get(), file.getBytes(most));
            }
          }
        } catch (MissingObjectException e) {
          // A clone that was made without its large files lacks them; the others are there.
          continue;
        }
      }
    }
  }

  /** The beginning of a file; empty if it is not there or cannot be read. */
  static Optional<String> shown(Repository git, ObjectId tree, String path, int maxBytes) {
    try {
      return text(git, tree, path, maxBytes, Withheld.NONE);
    } catch (IOException e) {
      // What cannot be read shows nothing.
      return Optional.empty();
    }
  }

  static Optional<String> text(
      Repository git, ObjectId tree, String path, int maxBytes, Withheld withheld)
      throws IOException {
    Optional<String> at = resolve("", path);
    for (int links = 0; links <= MOST_LINKS && at.isPresent(); links++) {
      try (TreeWalk walk = TreeWalk.forPath(git, at.get(), tree)) {
        if (walk == null || withheld.has(Names.raw(walk.getRawPath()))) {
          return Optional.empty();
        }
        FileMode mode = walk.getFileMode(0);
        if (mode == FileMode.SYMLINK) {
          at = resolve(parent(at.get()), head(git, walk.getObjectId(0), 4096));
        } else {
          return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE
              ? Optional.of(head(git, walk.getObjectId(0), maxBytes))
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** The first bytes as text, not cut inside a character. */
  private static String head(Repository git, ObjectId blob, int maxBytes) throws IOException {
    try (InputStream in = git.open(blob).openStream()) {
      byte[] bytes = in.readNBytes(maxBytes);
      int end = bytes.length;
      int next = in.read();
      if (next >= 0 && continues(next)) {
        while (end > 0 && continues(bytes[end - 1])) {
          end--;
        }
        end = Math.max(0, end - 1);
      }
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
  }

  private static boolean continues(int utf8) {
    return (utf8 & 0xC0) == 0x80;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** A path from the root; empty when it leaves the repository or names its root. */
  private static Optional<String> resolve(String folder, String path) {
    Deque<String> names = new ArrayDeque<>();
    if (path.startsWith("/")) {
      return Optional.empty();
    }
    for (String name : (folder + "/" + path).split("/")) {
      if (name.equals("..")) {
        if (names.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join("/", names));
  }
}
