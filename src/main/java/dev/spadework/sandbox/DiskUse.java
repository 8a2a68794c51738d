package dev.spadework.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How much a directory holds, counted while a hostile command may be writing to it. It goes by
 * directory handles and follows no link, so a directory that is swapped for a link to another is
 * not counted and never left.
 */
final class DiskUse {
  /** What a file costs at least, and is rounded up to; so a million empty files count as well. */
  static final long BLOCK = 4096;

  // Each level holds two open files of this process.
  private static final int DEEPEST = 100;

  private final long enough;
  private long bytes;
  private boolean hidden;

  private DiskUse(long enough) {
    this.enough = enough;
  }

  /**
   * What was found. A file counts as the length that it claims, so one with holes counts in full:
   * whoever reads it later, reads all of it.
   *
   * @param bytes in whole blocks
   * @param hidden whether there are directories that could not be looked into
   */
  record Found(long bytes, boolean hidden) {
    Found plus(Found other) {
      return new Found(bytes + other.bytes, hidden || other.hidden);
    }
  }

  /** Counts several. */
  static Found of(java.util.List<Path> directories, long enough) {
    Found all = new Found(0, false);
    for (Path directory : directories) {
      all = all.plus(of(directory, enough - all.bytes));
    }
    return all;
  }

  /**
   * Counts.
   *
   * @param enough where counting may stop, in bytes
   */
  static Found of(Path directory, long enough) {
    DiskUse use = new DiskUse(enough);
    try (DirectoryStream<Path> top = Files.newDirectoryStream(directory)) {
      if (top instanceof SecureDirectoryStream<Path> handles) {
        use.count(handles, 0);
      } else {
        use.hidden = true;
      }
    } catch (IOException | DirectoryIteratorException gone) {
      use.hidden = true;
    }
    return new Found(use.bytes, use.hidden);
  }

  private void count(SecureDirectoryStream<Path> directory, int depth) throws IOException {
    for (Path entry : directory) {
      if (bytes > enough) {
        return;
      }
      Path name = entry.getFileName();
      BasicFileAttributes file;
      try {
        file =
            directory
                .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
      } catch (NoSuchFileException gone) {
        continue;
      }
      bytes += Math.max(BLOCK, (file.size() + BLOCK - 1) / BLOCK * BLOCK);
      if (file.isDirectory()) {
        descend(directory, name, depth + 1);
      }
    }
  }

  private void descend(SecureDirectoryStream<Path> directory, Path name, int depth) {
    if (depth > DEEPEST) {
      hidden = true;
      return;
    }
    try (SecureDirectoryStream<Path> inner =
        directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      count(inner, depth);
    } catch (NoSuchFileException | NotDirectoryException swapped) {
      return;
    } catch (IOException | DirectoryIteratorException unreadable) {
      hidden = true;
    }
  }
}
