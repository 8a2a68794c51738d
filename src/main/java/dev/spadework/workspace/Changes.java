package dev.spadework.workspace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;

/** Compares two trees in the object database; the disk is not looked at. */
final class Changes {
  /** Larger files are shown as binary. */
  private static final int LARGEST_TEXT = 5 * 1024 * 1024;

  /** Every deleted file is compared with every new one: more of both are not compared at all. */
  private static final int MOST_RENAMES = 100;

  private static final int LARGEST_RENAMED = 512 * 1024;

  private Changes() {}

  static Diff between(Repository repository, ObjectId from, ObjectId to) throws IOException {
    ByteArrayOutputStream unified =
        Budget.upTo(
            Budget.MOST_SHOWN,
            "The change is too large to be shown: its diff has more than 64 MB; make it smaller.");
    List<FileChange> files = new ArrayList<>();
    try (DiffFormatter formatter = new DiffFormatter(unified)) {
      formatter.setRepository(repository);
      formatter.setDetectRenames(true);
      formatter.getRenameDetector().setRenameLimit(MOST_RENAMES);
      formatter.getRenameDetector().setBigFileThreshold(LARGEST_RENAMED);
      formatter.setDiffAlgorithm(new Lines());
      formatter.setBinaryFileThreshold(LARGEST_TEXT);
      for (DiffEntry entry : formatter.scan(from, to)) {
        files.add(change(entry, formatter.toFileHeader(entry)));
        formatter.format(entry);
      }
      formatter.flush();
    }
    return new Diff(files, unified.toString(StandardCharsets.UTF_8));
  }

  private static FileChange change(DiffEntry entry, FileHeader header) {
    boolean binary = header.getPatchType() != FileHeader.PatchType.UNIFIED;
    int added = 0;
    int deleted = 0;
    for (Edit edit : binary ? List.<Edit>of() : header.toEditList()) {
      added += edit.getLengthB();
      deleted += edit.getLengthA();
    }
    return switch (entry.getChangeType()) {
      case ADD, COPY -> file(entry.getNewPath(), FileChange.Kind.ADDED, added, deleted, binary);
      case MODIFY -> file(entry.getNewPath(), FileChange.Kind.MODIFIED, added, deleted, binary);
      case DELETE -> file(entry.getOldPath(), FileChange.Kind.DELETED, added, deleted, binary);
      case RENAME ->
          new FileChange(
              entry.getNewPath(),
              Optional.of(entry.getOldPath()),
              FileChange.Kind.RENAMED,
              added,
              deleted,
              binary);
    };
  }

  private static FileChange file(
      String path, FileChange.Kind kind, int added, int deleted, boolean binary) {
    return new FileChange(path, Optional.empty(), kind, added, deleted, binary);
  }
}
