package dev.spadework.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * One consistent copy of a SQLite file that is in use: {@code VACUUM INTO} reads one snapshot, and
 * the write-ahead log lets everybody else go on. The copy is whole or not there: it is written
 * beside its place, forced to the disk, and renamed.
 */
final class Backup {
  private Backup() {}

  static void of(Connection connection, Path file) {
    if (Files.exists(file)) {
      throw new StoreException(file + " is there already: name a new file for the backup");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      try (PreparedStatement into = connection.prepareStatement("vacuum into ?")) {
        into.setString(1, part.toString());
        into.execute();
      }
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | SQLException e) {
      throw new StoreException("no backup in " + file + ": " + Failures.cause(e), e);
    }
  }
}
