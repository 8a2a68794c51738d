package dev.spadework.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest over every entry below a directory: name, kind, mode, owner, size, inode, time of the
 * last change of content and of anything else, and where links point. The last time is the kernel's
 * own, which nobody sets back; so what is sealed cannot be changed, added to or taken from without
 * another digest. It does not outlive the machine's boot, after which a disk may hold less than was
 * written.
 */
final class Seal {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int DEEPEST = 4096;

  private final MessageDigest digest = Mirror.sha256();
  private final Sees sees;
  private long bytes;

  private Seal(Sees sees) {
    this.sees = sees;
  }

  /** Is told of each entry. */
  @FunctionalInterface
  interface Sees {
    void entry(String path, Folder.Stat stat);
  }

  /**
   * What was found.
   *
   * @param bytes of all files together
   */
  record Found(String digest, long bytes) {}

  /** The digest of what is below a directory now; paths are raw, from there. */
  static Found of(Path directory, Sees sees) throws IOException {
    Seal seal = new Seal(sees);
    seal.add(boot());
    try (Folder folder = Folder.open(directory)) {
      seal.walk(folder, "", 0);
    }
    return new Found(HexFormat.of().formatHex(seal.digest.digest()), seal.bytes);
  }

  private void walk(Folder folder, String path, int depth) throws IOException {
    List<String> names = new ArrayList<>(folder.names());
    names.sort(null);
    for (String name : names) {
      Folder.Stat stat =
          folder.stat(name).orElseThrow(() -> new IOException("an entry vanished while sealed"));
      add(path + name);
      ByteBuffer numbers = ByteBuffer.allocate(48);
      numbers.putInt(stat.mode()).putInt(stat.uid()).putLong(stat.inode());
      // Directories have a size that says nothing.
      numbers.putLong(stat.directory() ? 0 : stat.size());
      digest.update(numbers.putLong(stat.modified()).putLong(stat.changed()).array());
      bytes += stat.file() ? stat.size() : 0;
      sees.entry(path + name, stat);
      if (stat.link()) {
        add(folder.linkTarget(name));
      } else if (stat.directory()) {
        if (depth > DEEPEST) {
          throw new IOException("directories are nested too deep");
        }
        try (Folder inner = folder.enter(name)) {
          walk(inner, path + name + "/", depth + 1);
        }
      }
    }
    add("..");
  }

  private void add(String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(raw.length).array());
    digest.update(raw);
  }

  private static String boot() throws IOException {
    return Files.isReadable(BOOT) ? Files.readString(BOOT) : "";
  }
}
