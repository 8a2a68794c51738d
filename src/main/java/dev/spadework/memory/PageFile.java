package dev.spadework.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A page that the bot writes: replaced as a whole, so that a reader sees the old or the new one.
 */
final class PageFile {
  private final Path file;

  PageFile(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  /**
   * Writes it, unless it reads so already.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  synchronized void write(String page) {
    try {
      Files.createDirectories(file.getParent());
      boolean same =
          Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && Files.readString(file).equals(page);
      if (!same) {
        replace(page);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be written; check that its directory may be written to", e);
    }
  }

  private void replace(String page) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(page.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
