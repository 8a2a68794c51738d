package dev.spadework;

import java.nio.file.Path;

/** A repository that was named by its directory. */
final class OwnRepo {
  private OwnRepo() {}

  /** {@code local/<directory>}, with what a name cannot hold left out. */
  static String name(Path root) {
    Path last = root.getFileName();
    String name = last == null ? "" : last.toString().replaceAll("\\.git$", "");
    String kept = name.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[.-]+", "");
    return "local/"
        + (kept.isEmpty() ? "repository" : kept.substring(0, Math.min(kept.length(), 80)));
  }
}
