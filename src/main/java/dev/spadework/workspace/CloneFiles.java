package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;

/** The files of a clone's work tree by what they hold now, which git's index knows of most. */
final class CloneFiles {
  private final Path root;
  private final WorkFiles files;
  private final Instant indexed;
  private final ObjectInserter.Formatter ids = new ObjectInserter.Formatter();

  /**
   * Of a work tree.
   *
   * @param indexed when git's index was written; it knows nothing sure of files that are younger
   */
  CloneFiles(Path root, Instant indexed) {
    this.root = root;
    this.files = WorkFiles.at(root);
    this.indexed = indexed;
  }

  Listed of(DirCacheEntry entry) {
    String path = entry.getPathString();
    boolean file =
        FileMode.REGULAR_FILE.equals(entry.getRawMode())
            || FileMode.EXECUTABLE_FILE.equals(entry.getRawMode());
    if (!file) {
      return new Listed(path, Optional.empty());
    }
    boolean same = entry.getStage() == DirCacheEntry.STAGE_0 && unchanged(entry, path);
    return new Listed(
        path, same ? Optional.of(entry.getObjectId().name()) : read(path).map(this::id));
  }

  /** The bytes of a file; empty if there is no such file or it is too large. */
  Optional<byte[]> read(String path) {
    try {
      return Optional.of(files.read(path));
    } catch (OutOfReach e) {
      // What cannot be read is not shown either.
      return Optional.empty();
    }
  }

  String id(byte[] bytes) {
    return ids.idFor(Constants.OBJ_BLOB, bytes).name();
  }

  private boolean unchanged(DirCacheEntry entry, String path) {
    try {
      BasicFileAttributes now =
          Files.readAttributes(
              root.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Instant modified = now.lastModifiedTime().toInstant();
      return now.isRegularFile()
          && now.size() == entry.getLength()
          && modified.equals(entry.getLastModifiedInstant())
          && modified.isBefore(indexed);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }
}
