package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** A repository made out of files, with one commit. */
public final class Seed {
  /** One file of it. */
  public record File(byte[] content, boolean executable) {}

  private Seed() {}

  /**
   * Makes a bare repository whose one branch has one commit with these files.
   *
   * @param directory where; must not be there yet
   * @param files by path, with {@code /}
   * @return the commit, 40 hex digits
   */
  public static String bare(
      Path directory,
      String branch,
      Map<String, File> files,
      String message,
      Author author,
      Instant when)
      throws WorkspaceException {
    QuietSystem.install();
    try {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      Mirror.create(directory);
      try (Repository repository = Mirror.bare(directory);
          ObjectInserter inserter = repository.newObjectInserter()) {
        PersonIdent person = new PersonIdent(author.name(), author.email(), when, ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree(inserter, files));
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(message);
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
        update.setNewObjectId(id);
        update.update();
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
        return id.name();
      }
    } catch (IOException e) {
      throw WorkspaceException.disk("The repository " + directory + " cannot be made: " + e, e);
    }
  }

  private static ObjectId tree(ObjectInserter inserter, Map<String, File> files)
      throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    for (Map.Entry<String, File> file : files.entrySet()) {
      DirCacheEntry entry = new DirCacheEntry(file.getKey());
      entry.setFileMode(
          file.getValue().executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
      entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue().content()));
      builder.add(entry);
    }
    builder.finish();
    return index.writeTree(inserter);
  }
}
