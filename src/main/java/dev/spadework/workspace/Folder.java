package dev.spadework.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One real directory of a work tree, held open. Contents are read and written relative to the open
 * directory and never through a link, so a process that swaps a parent for a link while we work
 * gains nothing (where the system has {@code openat}; elsewhere links are checked before use).
 */
final class Folder implements Closeable {
  private static final int SWAPS = 5;
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  /** Names one thing on the bench. */
  private static final String PIECE = "piece";

  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW);
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW);

  /** What the disk says of one entry, links not followed. Times in nanoseconds since 1970. */
  record Stat(int mode, int uid, long size, long modified, long changed, long inode) {
    boolean file() {
      return (mode & 0170000) == 0100000;
    }

    boolean directory() {
      return (mode & 0170000) == 0040000;
    }

    boolean link() {
      return (mode & 0170000) == 0120000;
    }

    boolean executable() {
      return (mode & 0100) != 0;
    }
  }

  private final Path path;
  private final DirectoryStream<Path> stream;

  private Folder(Path path, DirectoryStream<Path> stream) {
    this.path = path;
    this.stream = stream;
  }

  Path path() {
    return path;
  }

  DirectoryStream<Path> stream() {
    return stream;
  }

  static Folder open(Path path) throws IOException {
    if (!Files.isDirectory(path, NOFOLLOW)) {
      throw new NotDirectoryException(path.toString());
    }
    return new Folder(path, Files.newDirectoryStream(path));
  }

  /**
   * Opens a directory in this one.
   *
   * @throws NotDirectoryException if it is something else, a link to a directory too
   */
  Folder enter(String name) throws IOException {
    Path element = Names.path(name);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      // By its own dot: the system says at once that a pipe is no directory. Opening the pipe
      // itself
      // would wait until somebody writes into it, and may have been put there a moment ago.
      DirectoryStream<Path> inner = secure.newDirectoryStream(element.resolve("."));
      try {
        if (Entry.isReal(secure, element, inner)) {
          return new Folder(path.resolve(element), inner);
        }
      } catch (IOException e) {
        inner.close();
        throw e;
      }
      inner.close();
      throw new NotDirectoryException(element.toString());
    }
    return open(path.resolve(element));
  }

  /** Raw names of all entries; may be asked once. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    stream.forEach(entry -> names.add(Names.raw(entry)));
    return names;
  }

  /**
   * The times come by path and could be another file's, if a directory above was just swapped; so
   * what is found must be the entry of this directory.
   */
  Optional<Stat> stat(String name) throws IOException {
    for (int i = 0; i < SWAPS; i++) {
      Optional<Stat> found = statByPath(name);
      if (found.isEmpty() || isHere(name, found.get())) {
        return found;
      }
    }
    throw new IOException("an entry was swapped while it was looked at");
  }

  private boolean isHere(String name, Stat stat) throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      try {
        Object key =
            secure
                .getFileAttributeView(Names.path(name), BasicFileAttributeView.class, NOFOLLOW)
                .readAttributes()
                .fileKey();
        return key != null && key.toString().endsWith("ino=" + stat.inode + ")");
      } catch (NoSuchFileException e) {
        return false;
      }
    }
    return true;
  }

  private Optional<Stat> statByPath(String name) throws IOException {
    try {
      Map<String, Object> all =
          Files.readAttributes(
              path.resolve(Names.path(name)),
              "unix:mode,uid,size,lastModifiedTime,ctime,ino",
              NOFOLLOW);
      return Optional.of(
          new Stat(
              (Integer) all.get("mode"),
              (Integer) all.get("uid"),
              (Long) all.get("size"),
              nanos(all.get("lastModifiedTime")),
              nanos(all.get("ctime")),
              (Long) all.get("ino")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  InputStream read(String name) throws IOException {
    return Channels.newInputStream(channel(Names.path(name), READ));
  }

  String linkTarget(String name) throws IOException {
    return Names.target(Files.readSymbolicLink(path.resolve(Names.path(name))));
  }

  /** Creates a file; fails when something of that name is there. */
  OutputStream create(String name) throws IOException {
    return Channels.newOutputStream(channel(Names.path(name), CREATE));
  }

  void setExecutable(String name) throws IOException {
    PosixFileAttributeView view = view(name);
    Set<PosixFilePermission> all = view.readAttributes().permissions();
    all.add(PosixFilePermission.OWNER_EXECUTE);
    if (all.contains(PosixFilePermission.GROUP_READ)) {
      all.add(PosixFilePermission.GROUP_EXECUTE);
    }
    if (all.contains(PosixFilePermission.OTHERS_READ)) {
      all.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    view.setPermissions(all);
  }

  /**
   * Creates a link. Java does that by path only, so it is made in a directory that nobody else can
   * write to and moved from there.
   */
  void createLink(String name, String target, Folder bench) throws IOException {
    bench.clear();
    Files.createSymbolicLink(bench.path.resolve(PIECE), Names.targetPath(target));
    bench.move(PIECE, this, name);
  }

  /** Creates a directory, in the same way; one that is there already is as good. */
  void createFolder(String name, Optional<Owner> owner, Folder bench) throws IOException {
    bench.clear();
    Files.createDirectory(bench.path.resolve(PIECE));
    if (owner.isPresent()) {
      bench.handOver(PIECE, owner.get());
    }
    if (stat(name).filter(Stat::directory).isEmpty()) {
      bench.move(PIECE, this, name);
    }
  }

  private void clear() throws IOException {
    Removal.of(this, this, PIECE);
  }

  /** Gives a file or directory that the host made as root to the user that commands run as. */
  void handOver(String name, Owner owner) throws IOException {
    PosixFileAttributeView view = view(name);
    view.setOwner(owner.user());
    view.setGroup(owner.group());
  }

  void deleteFile(String name) throws IOException {
    Path element = Names.path(name);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      secure.deleteFile(element);
    } else {
      Files.delete(path.resolve(element));
    }
  }

  void deleteEmptyFolder(String name) throws IOException {
    Path element = Names.path(name);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      secure.deleteDirectory(element);
    } else {
      Files.delete(path.resolve(element));
    }
  }

  /** Moves an entry of this folder into another one on the same disk. */
  void move(String name, Folder target, String as) throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure
        && target.stream instanceof SecureDirectoryStream<Path> to) {
      secure.move(Names.path(name), to, Names.path(as));
    } else {
      Files.move(path.resolve(Names.path(name)), target.path.resolve(Names.path(as)));
    }
  }

  /** Lets the owner list and empty a directory that somebody has locked. */
  void unlock(String name) throws IOException {
    Set<PosixFilePermission> all =
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
    try {
      view(name).setPermissions(all);
    } catch (AccessDeniedException e) {
      // It cannot be opened by its owner either; then it is the owner's right alone that is used.
      Files.setPosixFilePermissions(path.resolve(Names.path(name)), all);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private SeekableByteChannel channel(Path element, Set<OpenOption> options) throws IOException {
    return stream instanceof SecureDirectoryStream<Path> secure
        ? secure.newByteChannel(element, options)
        : Files.newByteChannel(path.resolve(element), options);
  }

  private PosixFileAttributeView view(String name) {
    Path element = Names.path(name);
    return stream instanceof SecureDirectoryStream<Path> secure
        ? secure.getFileAttributeView(element, PosixFileAttributeView.class, NOFOLLOW)
        : Files.getFileAttributeView(path.resolve(element), PosixFileAttributeView.class, NOFOLLOW);
  }

  private static long nanos(Object time) {
    var instant = ((FileTime) time).toInstant();
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
