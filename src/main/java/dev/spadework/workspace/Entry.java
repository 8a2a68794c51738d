package dev.spadework.workspace;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One entry of an open folder, looked at without following it. */
record Entry(Folder folder, String name) {
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  /** Something that is no regular file. */
  static final class NotAFile extends IOException {
    private static final long serialVersionUID = 1L;

    NotAFile(String name) {
      super(name);
    }
  }

  /** Whether what was opened is this entry itself, rather than what a link by its name led to. */
  static boolean isReal(
      SecureDirectoryStream<Path> folder, Path element, DirectoryStream<Path> opened)
      throws IOException {
    BasicFileAttributes entry =
        folder
            .getFileAttributeView(element, BasicFileAttributeView.class, NOFOLLOW)
            .readAttributes();
    Object key =
        ((SecureDirectoryStream<Path>) opened)
            .getFileAttributeView(BasicFileAttributeView.class)
            .readAttributes()
            .fileKey();
    return entry.isDirectory() && Objects.equals(entry.fileKey(), key);
  }

  /**
   * Opens a regular file to read it.
   *
   * @throws NotAFile if it is a link, a directory or a special file
   */
  SeekableByteChannel open() throws IOException {
    SeekableByteChannel channel;
    try {
      // To write as well, which nobody will: a pipe that is opened so does not wait for a writer.
      channel = channel(options(StandardOpenOption.WRITE));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      if (attributes().filter(PosixFileAttributes::isRegularFile).isEmpty()) {
        throw new NotAFile(name);
      }
      // A program that runs, or a file that only its owner may write.
      channel = channel(options(StandardOpenOption.READ));
    }
    if (!isSeekable(channel)) {
      channel.close();
      throw new NotAFile(name);
    }
    return channel;
  }

  private SeekableByteChannel channel(Set<OpenOption> options) throws IOException {
    Path element = Names.path(name);
    return folder.stream() instanceof SecureDirectoryStream<Path> secure
        ? secure.newByteChannel(element, options)
        : Files.newByteChannel(folder.path().resolve(element), options);
  }

  /** With what a file is opened that is read: never through a link. */
  private static Set<OpenOption> options(OpenOption also) {
    return new HashSet<>(List.of(StandardOpenOption.READ, NOFOLLOW, also));
  }

  /** Pipes, sockets and terminals have no position. */
  private static boolean isSeekable(SeekableByteChannel channel) {
    try {
      return channel.position() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What the disk says of it; empty if it is not there. */
  Optional<PosixFileAttributes> attributes() throws IOException {
    try {
      return Optional.of(view().readAttributes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    view().setPermissions(permissions);
  }

  private PosixFileAttributeView view() {
    Path element = Names.path(name);
    return folder.stream() instanceof SecureDirectoryStream<Path> secure
        ? secure.getFileAttributeView(element, PosixFileAttributeView.class, NOFOLLOW)
        : Files.getFileAttributeView(
            folder.path().resolve(element), PosixFileAttributeView.class, NOFOLLOW);
  }

  /** Whom a folder belongs to. */
  static Owner owner(Folder folder) throws IOException {
    PosixFileAttributes own =
        (folder.stream() instanceof SecureDirectoryStream<Path> secure
                ? secure.getFileAttributeView(PosixFileAttributeView.class)
                : Files.getFileAttributeView(folder.path(), PosixFileAttributeView.class, NOFOLLOW))
            .readAttributes();
    return new Owner(own.owner(), own.group());
  }
}
