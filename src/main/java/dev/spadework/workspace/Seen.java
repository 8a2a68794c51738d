package dev.spadework.workspace;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Which blob each file was when it was last read, so that an unchanged file is not read again.
 *
 * <p>Unlike git's index it goes by the change time, which a command cannot set back with {@code
 * touch}, and it trusts an entry only if the file had rested for two seconds when it was read: a
 * write in the same tick of the clock leaves no trace in any time stamp.
 */
final class Seen {
  private static final int FORMAT = 1;
  private static final long REST = 2_000_000_000L;

  private record Entry(Folder.Stat stat, long readAt, ObjectId blob) {}

  private final Path file;
  private final Map<String, Entry> before;
  private final Map<String, Entry> now = new HashMap<>();
  private final long readAt;

  private Seen(Path file, long readAt, Map<String, Entry> before) {
    this.file = file;
    this.readAt = readAt;
    this.before = before;
  }

  /**
   * Reads the file, before the tree is read; one that is missing or cannot be understood is an
   * empty one.
   */
  static Seen load(Path file) throws IOException {
    Map<String, Entry> entries = new HashMap<>();
    long readAt = diskTime(file.resolveSibling(file.getFileName() + ".next"));
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int count = in.readInt() == FORMAT ? in.readInt() : 0;
      for (int i = 0; i < count; i++) {
        String path = in.readUTF();
        var stat =
            new Folder.Stat(
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
        entries.put(path, new Entry(stat, in.readLong(), ObjectId.fromRaw(in.readNBytes(20))));
      }
    } catch (NoSuchFileException e) {
      return new Seen(file, readAt, Map.of());
    } catch (EOFException | UTFDataFormatException | ArrayIndexOutOfBoundsException e) {
      return new Seen(file, readAt, Map.of());
    }
    return new Seen(file, readAt, entries);
  }

  /**
   * An empty one for a tree whose files were just written and that nobody else can write to: they
   * need no rest to be believed.
   */
  static Seen rested(Path file) throws IOException {
    long readAt = diskTime(file.resolveSibling(file.getFileName() + ".next"));
    return new Seen(file, readAt + 2 * REST, Map.of());
  }

  /** An empty one that is not to be saved. */
  static Seen nothing() {
    return new Seen(Path.of(""), 0, Map.of());
  }

  Optional<ObjectId> blob(String path, Folder.Stat stat) {
    Entry entry = before.get(path);
    if (entry == null || !entry.stat.equals(stat) || stat.changed() + REST > entry.readAt) {
      return Optional.empty();
    }
    now.put(path, entry);
    return Optional.of(entry.blob);
  }

  /** Notes a file that was read. */
  void note(String path, Folder.Stat stat, ObjectId blob) {
    now.put(path, new Entry(stat, readAt, blob));
  }

  /** Writes what {@link #blob} and {@link #note} met since {@link #load}. */
  void save() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
      out.writeInt(FORMAT);
      out.writeInt(now.size());
      for (var each : now.entrySet()) {
        Entry entry = each.getValue();
        out.writeUTF(each.getKey());
        out.writeInt(entry.stat.mode());
        out.writeInt(entry.stat.uid());
        out.writeLong(entry.stat.size());
        out.writeLong(entry.stat.modified());
        out.writeLong(entry.stat.changed());
        out.writeLong(entry.stat.inode());
        out.writeLong(entry.readAt);
        byte[] id = new byte[20];
        entry.blob.copyRawTo(id, 0);
        out.write(id);
      }
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The disk's own clock, which on a network disk is not this machine's. */
  private static long diskTime(Path probe) throws IOException {
    Files.deleteIfExists(probe);
    Files.createFile(probe);
    return Files.getLastModifiedTime(probe).to(TimeUnit.NANOSECONDS);
  }
}
