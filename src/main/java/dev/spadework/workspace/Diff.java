package dev.spadework.workspace;

import java.util.List;

/**
 * What differs between two trees.
 *
 * @param unified git's unified diff with renames; bytes that are not UTF-8 are shown as U+FFFD
 */
public record Diff(List<FileChange> files, String unified) {
  public Diff {
    files = List.copyOf(files);
  }
}
