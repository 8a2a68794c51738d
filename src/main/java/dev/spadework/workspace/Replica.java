package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The throw-away {@code .git} of one task, for tools in its sandbox that ask git: one commit, the
 * base, on no branch. Its objects are a base's, read-only; whatever else commands write into it
 * stays in it. It is written before a sandbox sees it and never read by this process.
 */
final class Replica {
  /** Where a sandbox sees the objects of the base. */
  static final String OBJECTS = "/mnt/base";

  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tfilemode = true
      \tbare = false
      [gc]
      \tauto = 0
      [maintenance]
      \tauto = false
      """;

  private Replica() {}

  /** Lays it into a directory that is not there yet. */
  static void lay(Bases.Base base, Path directory, Optional<Owner> owner) throws IOException {
    ObjectId commit = base.commit();
    Files.createDirectory(directory);
    Map<String, String> files =
        Map.of(
            "HEAD",
            commit.name() + "\n",
            "config",
            CONFIG,
            "shallow",
            commit.name() + "\n",
            "objects/info/alternates",
            OBJECTS + "\n");
    for (String name : List.of("objects/info", "objects/pack", "refs/heads", "refs/tags")) {
      Files.createDirectories(directory.resolve(name));
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
    Files.copy(base.index(), directory.resolve("index"));
    if (owner.isPresent()) {
      give(directory, owner.get());
    }
  }

  /** The place in a work tree where sandboxes see it: an empty directory and nothing else. */
  static void mountPoint(Path work, Optional<Owner> owner) throws IOException {
    Path beside = Files.createDirectories(work.resolveSibling("bench"));
    try (Folder folder = Folder.open(work);
        Folder bench = Folder.open(beside)) {
      Optional<Folder.Stat> there = folder.stat(".git");
      if (there.filter(Folder.Stat::directory).isPresent()) {
        return;
      }
      if (there.isPresent()) {
        folder.deleteFile(".git");
      }
      folder.createFolder(".git", owner, bench);
    }
  }

  private static void give(Path directory, Owner owner) throws IOException {
    try (Folder parent = Folder.open(directory.getParent())) {
      parent.handOver(directory.getFileName().toString(), owner);
    }
    try (Folder folder = Folder.open(directory)) {
      for (String name : folder.names()) {
        if (folder.stat(name).filter(Folder.Stat::directory).isPresent()) {
          give(directory.resolve(name), owner);
        } else {
          folder.handOver(name, owner);
        }
      }
    }
  }
}
