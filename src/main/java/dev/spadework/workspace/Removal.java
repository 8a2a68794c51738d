package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Deletes whatever a command may have left, without following a link out of it. */
final class Removal {
  /** Deeper directories are first moved up, so that no path and no stack gets too long. */
  private static final int DEEPEST = 100;

  private final Folder top;
  private int moved;

  private Removal(Folder top) {
    this.top = top;
  }

  /** Deletes a directory of the host's disk, if it is there. */
  static void of(Path directory) throws IOException {
    try (Folder parent = Folder.open(directory.toAbsolutePath().getParent())) {
      of(parent, parent, directory.getFileName().toString());
    }
  }

  /**
   * Deletes one entry.
   *
   * @param top an open directory on the same disk, for what is too deep
   */
  static void of(Folder top, Folder folder, String name) throws IOException {
    Removal removal = new Removal(top);
    removal.delete(folder, name, 0);
    for (int i = 0; i < removal.moved; i++) {
      removal.delete(top, deep(i), 0);
    }
  }

  private void delete(Folder folder, String name, int depth) throws IOException {
    Optional<Folder.Stat> stat = folder.stat(name);
    if (stat.isEmpty()) {
      return;
    }
    if (!stat.get().directory()) {
      folder.deleteFile(name);
      return;
    }
    if (depth > DEEPEST) {
      folder.move(name, top, deep(moved++));
      return;
    }
    if ((stat.get().mode() & 0700) != 0700) {
      folder.unlock(name);
    }
    try (Folder inner = folder.enter(name)) {
      for (String each : inner.names()) {
        delete(inner, each, depth + 1);
      }
    }
    folder.deleteEmptyFolder(name);
  }

  private static String deep(int number) {
    return ".spadework-removed-" + number;
  }
}
