package dev.spadework.context;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads text out of a work tree that others wrote. No path leads out of the tree, no symbolic link
 * is followed, nothing but regular files is opened. Not for use by several threads.
 */
final class Tree {
  private final Path root;
  private final Map<Path, Boolean> plainDirectories = new HashMap<>();

  Tree(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * The text of a file, decoded as UTF-8 (UTF-16 where a byte order mark says so) with replacement
   * characters where it is neither.
   *
   * @return empty if there is no such regular file, it is larger than {@code most} bytes, binary
   *     (holds a NUL), or cannot be read
   */
  Optional<String> read(String path, int most) {
    return bytes(path, most).flatMap(Tree::decode);
  }

  /** What a file holds; empty as for {@link #read}, but binary files too. */
  Optional<byte[]> bytes(String path, int most) {
    return resolve(path).flatMap(file -> bytes(file, most));
  }

  private Optional<Path> resolve(String path) {
    try {
      Path file = root.resolve(path).normalize();
      boolean inside = !file.equals(root) && file.startsWith(root);
      return inside && plain(file.getParent()) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      // A name that this system's encoding cannot hold: there is no such file for us.
      return Optional.empty();
    }
  }

  private boolean plain(Path directory) {
    if (directory.equals(root)) {
      return true;
    }
    Boolean known = plainDirectories.get(directory);
    if (known == null) {
      known =
          Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && plain(directory.getParent());
      plainDirectories.put(directory, known);
    }
    return known;
  }

  static Optional<String> read(Path file, int most) {
    return bytes(file, most).flatMap(Tree::decode);
  }

  private static Optional<byte[]> bytes(Path file, int most) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile() || attributes.size() > most) {
        return Optional.empty();
      }
      try (InputStream in =
          Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = in.readNBytes(most + 1);
        return bytes.length > most ? Optional.empty() : Optional.of(bytes);
      }
    } catch (IOException e) {
      // Gone or unreadable between listing and reading: the same as not there.
      return Optional.empty();
    }
  }

  /** The text of a file; empty if it is binary. */
  static Optional<String> decode(byte[] bytes) {
    if (starts(bytes, 0xFF, 0xFE)) {
      return text(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (starts(bytes, 0xFE, 0xFF)) {
      return text(bytes, 2, StandardCharsets.UTF_16BE);
    }
    return text(bytes, starts(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
  }

  private static Optional<String> text(byte[] bytes, int from, Charset charset) {
    String text = new String(bytes, from, bytes.length - from, charset);
    return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
  }

  private static boolean starts(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
