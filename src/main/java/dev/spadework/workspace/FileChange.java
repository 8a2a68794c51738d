package dev.spadework.workspace;

import java.util.Optional;

/**
 * One changed file.
 *
 * @param path where it is now; for a deleted file where it was
 * @param oldPath where it was, for a renamed file only
 * @param added lines added; 0 for a binary file
 * @param deleted lines deleted; 0 for a binary file
 */
public record FileChange(
    String path, Optional<String> oldPath, Kind kind, int added, int deleted, boolean binary) {

  /** What happened to the file. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED,
    RENAMED
  }
}
