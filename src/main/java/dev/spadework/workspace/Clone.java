package dev.spadework.workspace;

import dev.spadework.redact.Credentials;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;

/** A repository on this machine that belongs to a person: it is read here, never written. */
public final class Clone {
  private static final long LARGEST_LIST = 1 << 16;

  private final Path root;
  private final Path git;

  private Clone(Path root, Path git) {
    this.root = root;
    this.git = git;
  }

  /**
   * The repository that a directory is in.
   *
   * @throws WorkspaceException with a line for the person when it is in none
   */
  public static Clone around(Path directory) throws WorkspaceException {
    QuietSystem.install();
    try {
      Path real = directory.toRealPath();
      FileRepositoryBuilder found =
          new FileRepositoryBuilder().setFS(FS.DETECTED).findGitDir(real.toFile());
      boolean itself =
          new File(real.toFile(), Constants.HEAD).isFile() && found.getGitDir() == null;
      if (itself) {
        found.setGitDir(real.toFile());
      }
      if (found.getGitDir() == null) {
        throw WorkspaceException.person(directory + " is in no git repository.");
      }
      try (Repository repository = found.build()) {
        Path root =
            repository.isBare()
                ? repository.getDirectory().toPath()
                : repository.getWorkTree().toPath();
        return new Clone(root.toRealPath(), repository.getDirectory().toPath().toRealPath());
      }
    } catch (IOException e) {
      throw WorkspaceException.person(directory + " cannot be read; check the path.");
    }
  }

  /** Its top directory: the work tree's, or its own where it is bare. */
  public Path root() {
    return root;
  }

  /** Paths that git tracks, relative to {@link #root}, with {@code /}; sorted as git sorts. */
  public List<String> tracked() throws WorkspaceException {
    try (Repository repository = open()) {
      List<String> paths = new ArrayList<>();
      DirCache index = repository.readDirCache();
      for (int i = 0; i < index.getEntryCount(); i++) {
        String path = index.getEntry(i).getPathString();
        if (paths.isEmpty() || !paths.get(paths.size() - 1).equals(path)) {
          paths.add(path);
        }
      }
      return paths;
    } catch (IOException e) {
      throw WorkspaceException.disk(
          "The index of " + root + " cannot be read: " + WorkspaceException.reason(e), e);
    }
  }

  /**
   * Its work tree as it is, and what led to {@code HEAD}. Files of more than 1 MB and what is gone
   * are only named.
   *
   * @param credentials what of it is withheld
   */
  public Contents contents(Credentials credentials) {
    return new CloneContents(this, credentials);
  }

  /**
   * Where its objects are: work trees and clones that borrow from one another have this in common.
   */
  public Path objects() throws WorkspaceException {
    try (Repository repository = open()) {
      Path own = ((FileRepository) repository).getObjectDatabase().getDirectory().toPath();
      return borrowed(own).orElse(own).toRealPath();
    } catch (IOException e) {
      throw WorkspaceException.disk(
          "The objects of " + root + " cannot be found: " + WorkspaceException.reason(e), e);
    }
  }

  private static Optional<Path> borrowed(Path objects) throws IOException {
    Path file = objects.resolve("info/alternates");
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_LIST) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(file).stream()
          .findFirst()
          .map(objects::resolve)
          .filter(Files::isDirectory);
    } catch (CharacterCodingException | InvalidPathException e) {
      // Git may know what it means; here it only keeps an index from being shared.
      return Optional.empty();
    }
  }

  /** Whether {@code HEAD} names a commit; a new repository has none. */
  public boolean hasCommits() throws WorkspaceException {
    try (Repository repository = open()) {
      ObjectId head = repository.resolve(Constants.HEAD);
      return head != null;
    } catch (IOException e) {
      throw WorkspaceException.disk(
          "HEAD of " + root + " cannot be read: " + WorkspaceException.reason(e), e);
    }
  }

  Repository open() throws IOException {
    return new FileRepositoryBuilder()
        .setFS(FS.DETECTED)
        .setGitDir(git.toFile())
        .setMustExist(true)
        .build();
  }
}
