package dev.spadework.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one work tree, while commands may be running in it. Each folder on the way is opened
 * from the one before and no link is followed, so that nobody gains anything by swapping a folder
 * for a link. A file is replaced as a whole, by one that was written outside of the tree: whoever
 * looks, and whenever we are killed, there is the old one or the new one.
 *
 * <p>To be used by one thread at a time.
 */
public final class WorkFiles {
  /** Bytes; larger files are neither read nor made. */
  public static final int LARGEST = 1 << 20;

  private static final String DRAFT = "draft";

  private final Path root;

  private WorkFiles(Path root) {
    this.root = root;
  }

  /** The files below a directory; beside it there is room for a file that is being written. */
  public static WorkFiles at(Path root) {
    return new WorkFiles(root.toAbsolutePath());
  }

  /**
   * The bytes of a file.
   *
   * @throws OutOfReach if it is not there, is no regular file of this tree, or is too large
   */
  public byte[] read(String path) throws OutOfReach {
    try (Way way = way(TreePath.names(path), false)) {
      return way.read();
    } catch (NoSuchFileException e) {
      throw OutOfReach.missing(path);
    } catch (IOException e) {
      throw refused(path, e);
    }
  }

  /** Whether there is such a file; false also for a folder. */
  public boolean exists(String path) throws OutOfReach {
    try (Way way = way(TreePath.names(path), false)) {
      return way.entry().attributes().filter(PosixFileAttributes::isRegularFile).isPresent();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw refused(path, e);
    }
  }

  /**
   * Makes a file, with the folders above it, or replaces what it holds; what may be done with it,
   * such as running it, stays.
   *
   * @throws OutOfReach if something that is no regular file is there, or on the way
   */
  public void write(String path, byte[] bytes) throws OutOfReach {
    if (bytes.length > LARGEST) {
      throw new OutOfReach(path + " would be larger than 1 MiB.");
    }
    try (Way way = way(TreePath.names(path), true)) {
      way.write(bytes);
    } catch (IOException e) {
      throw refused(path, e);
    }
  }

  /** Takes a file away. */
  public void delete(String path) throws OutOfReach {
    try (Way way = way(TreePath.names(path), false)) {
      way.delete();
    } catch (NoSuchFileException e) {
      throw OutOfReach.missing(path);
    } catch (IOException e) {
      throw refused(path, e);
    }
  }

  private static OutOfReach refused(String path, IOException cause) {
    if (cause instanceof Entry.NotAFile) {
      return new OutOfReach(path + " is not a file, but a folder, a link or a special file.");
    }
    if (cause instanceof NotDirectoryException) {
      return new OutOfReach(
          path + " goes through a link, a file or a special file; that is refused.");
    }
    return new OutOfReach(path + " cannot be reached: " + cause.getClass().getSimpleName() + ".");
  }

  private Way way(List<String> parts, boolean make) throws IOException, OutOfReach {
    Way way = new Way(parts.get(parts.size() - 1));
    try {
      way.open.add(Folder.open(root));
      for (String part : parts.subList(0, parts.size() - 1)) {
        way.enter(part, make);
      }
      return way;
    } catch (IOException | OutOfReach e) {
      way.close();
      throw e;
    }
  }

  /** The open folders between the root and an entry. */
  private final class Way implements AutoCloseable {
    private final Deque<Folder> open = new ArrayDeque<>();
    private final String name;

    Way(String name) {
      this.name = name;
    }

    Folder folder() {
      return open.getLast();
    }

    Entry entry() {
      return new Entry(folder(), name);
    }

    void enter(String part, boolean make) throws IOException, OutOfReach {
      if (make && new Entry(folder(), part).attributes().isEmpty()) {
        requirePlain(part);
        try (Folder desk = desk()) {
          // A directory can only be made by its whole path, so it is made where nobody can meddle.
          Files.createDirectory(desk.path().resolve(DRAFT));
          handOver(desk);
          desk.move(DRAFT, folder(), part);
        }
      }
      open.addLast(folder().enter(part));
    }

    byte[] read() throws IOException, OutOfReach {
      try (SeekableByteChannel channel = entry().open()) {
        if (channel.size() > LARGEST) {
          throw new OutOfReach(
              Names.text(name)
                  + " is larger than 1 MiB. Use search to find the lines you need, or a command.");
        }
        // No more than it holds now: somebody may be writing it on and on.
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
          continue;
        }
        byte[] exact = new byte[bytes.position()];
        bytes.flip().get(exact);
        return exact;
      }
    }

    void write(byte[] bytes) throws IOException, OutOfReach {
      Optional<PosixFileAttributes> there = entry().attributes();
      if (!mayGiveWay(there)) {
        throw new Entry.NotAFile(name);
      }
      if (there.isEmpty()) {
        requirePlain(name);
      }
      try (Folder desk = desk()) {
        try (OutputStream out = desk.create(DRAFT)) {
          out.write(bytes);
        }
        handOver(desk);
        if (there.isPresent()) {
          Set<PosixFilePermission> permissions = there.get().permissions();
          new Entry(desk, DRAFT).setPermissions(permissions);
        }
        settle(desk, folder(), name);
      }
    }

    void delete() throws IOException {
      PosixFileAttributes there =
          entry().attributes().orElseThrow(() -> new NoSuchFileException(name));
      if (!there.isRegularFile()) {
        throw new Entry.NotAFile(name);
      }
      folder().deleteFile(name);
    }

    /** Commands run as the tree's owner, who must be able to work with what is made. */
    private void handOver(Folder desk) throws IOException {
      Owner owner = Entry.owner(open.getFirst());
      PosixFileAttributes made = new Entry(desk, DRAFT).attributes().orElseThrow();
      if (!owner.equals(new Owner(made.owner(), made.group()))) {
        desk.handOver(DRAFT, owner);
      }
    }

    private void requirePlain(String part) throws OutOfReach {
      if (Names.text(part).chars().anyMatch(Character::isISOControl)) {
        throw new OutOfReach("A new name must not hold line ends or control characters.");
      }
    }

    @Override
    public void close() throws IOException {
      while (!open.isEmpty()) {
        open.removeLast().close();
      }
    }
  }

  /** Whether what is there may be replaced by a file. */
  private static boolean mayGiveWay(Optional<PosixFileAttributes> there) {
    return there.isEmpty() || there.get().isRegularFile();
  }

  /** Puts the draft where it belongs: an entry of that name gives way, whatever it is by now. */
  private static void settle(Folder desk, Folder folder, String name) throws IOException {
    try {
      desk.move(DRAFT, folder, name);
    } catch (FileSystemException e) {
      desk.deleteFile(DRAFT);
      throw e;
    }
  }

  /** A folder beside the tree, on the same disk, which no command sees. What is left there goes. */
  private Folder desk() throws IOException {
    Path beside = root.resolveSibling(root.getFileName() + "-desk");
    Files.createDirectories(beside);
    Folder desk = Folder.open(beside);
    try {
      Removal.of(desk, desk, DRAFT);
      return desk;
    } catch (IOException e) {
      desk.close();
      throw e;
    }
  }
}
