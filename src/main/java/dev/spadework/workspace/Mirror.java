package dev.spadework.workspace;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;

/**
 * The bare repositories of one data directory, which only the host writes. Trees borrow their
 * objects, so nothing is ever collected or pruned in them.
 */
final class Mirror {
  private final Path mirrors;
  private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

  Mirror(Path mirrors) {
    this.mirrors = mirrors;
  }

  /** Where the mirror of a remote is. The address counts too: one name may move to another. */
  Path path(Remote remote) {
    return mirrors.resolve(name(remote) + ".git");
  }

  /** What no mirror of another address is called. */
  static String name(Remote remote) {
    String address = remote.path().map(Path::toString).orElse(remote.url());
    byte[] hash = sha256().digest(address.getBytes(StandardCharsets.UTF_8));
    String digest = HexFormat.of().formatHex(hash).substring(0, 12);
    return remote.name() + "-" + digest;
  }

  /** Opens the mirror, made if need be. */
  Repository open(Remote remote) throws IOException, InterruptedException {
    Path path = path(remote);
    if (!Files.isRegularFile(path.resolve("HEAD"))) {
      try (Held held = hold(remote)) {
        if (!Files.isRegularFile(path.resolve("HEAD"))) {
          create(path);
        }
      }
    }
    return bare(path);
  }

  /** Keeps every other thread and process from fetching into this mirror. */
  Held hold(Remote remote) throws IOException, InterruptedException {
    Path path = path(remote);
    Files.createDirectories(path.getParent());
    ReentrantLock lock = locks.computeIfAbsent(path, p -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      Path file = path.resolveSibling(path.getFileName() + ".lock");
      return new Held(lock, lock(file));
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.unlock();
      throw e;
    }
  }

  /** A held lock. */
  record Held(ReentrantLock lock, FileLock file) implements Closeable {
    @Override
    public void close() throws IOException {
      try {
        file.acquiredBy().close();
      } finally {
        lock.unlock();
      }
    }
  }

  /** A repository without a work tree, as far as JGit knows. */
  static Repository bare(Path gitDir) throws IOException {
    return new FileRepositoryBuilder()
        .setGitDir(gitDir.toFile())
        .setBare()
        .setFS(FS.DETECTED)
        .setMustExist(true)
        .build();
  }

  /** Makes a repository that appears whole or not at all. */
  static void create(Path gitDir) throws IOException {
    Path unfinished = gitDir.resolveSibling(gitDir.getFileName() + ".new");
    Removal.of(unfinished);
    File directory = unfinished.toFile();
    try (FileRepository repository = new FileRepository(directory)) {
      repository.create(true);
      StoredConfig config = repository.getConfig();
      config.setBoolean("core", null, "fsyncobjectfiles", true);
      config.setInt("gc", null, "auto", 0);
      config.save();
    }
    Files.move(unfinished, gitDir);
  }

  private static FileLock lock(Path file) throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (true) {
        try {
          return channel.lock();
        } catch (OverlappingFileLockException e) {
          // A second Workspace of this process holds it; the system cannot make us wait for that.
          Thread.sleep(20);
        }
      }
    } catch (FileLockInterruptionException e) {
      channel.close();
      throw new InterruptedException("stopped while waiting for a mirror");
    } catch (IOException | InterruptedException e) {
      channel.close();
      throw e;
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
