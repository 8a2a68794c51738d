package dev.spadework.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * A name that no other living process has: that of its place and a number, held by a file lock that
 * the operating system lets go of when the process dies. So whoever gets the name may take up at
 * once what its last bearer held, without waiting for the lease to run out.
 *
 * <p>The place is a data directory. Its name is made once and kept in it: hosts of the same name
 * are no rarity, and a container has another one after each start.
 */
public final class WorkerName implements AutoCloseable {
  private static final int AT_MOST = 64;
  private static final String PLACE = "place";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String place;
  private final int number;
  private final FileChannel channel;

  private WorkerName(String place, int number, FileChannel channel) {
    this.place = place;
    this.number = number;
    this.channel = channel;
  }

  /**
   * Takes the first free name.
   *
   * @param directory where the locks are kept; made if it is missing; on a local disk
   * @param kind letters; each kind of process has numbers of its own
   */
  public static WorkerName take(Path directory, String kind) throws IOException {
    Files.createDirectories(directory);
    String place = place(directory);
    for (int i = 1; i <= AT_MOST; i++) {
      FileChannel channel =
          FileChannel.open(
              directory.resolve(kind + "-" + i + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new WorkerName(place, i, channel);
      }
      channel.close();
    }
    throw new IOException(
        "more than " + AT_MOST + " processes run over " + directory + ": stop some of them");
  }

  public String name() {
    return place + "-" + number;
  }

  /** Whether a worker works over this very directory. */
  boolean isAtHome(String worker) {
    return worker.lastIndexOf('-') == place.length() && worker.startsWith(place);
  }

  /** Gives the name back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Another worker of this very process has it.
      return false;
    }
  }

  private static String place(Path directory) throws IOException {
    Path file = directory.resolve(PLACE);
    if (!Files.exists(file)) {
      Path mine = Files.createTempFile(directory, PLACE, "");
      try {
        int some = RANDOM.nextInt(36 * 36 * 36 * 36);
        Files.writeString(mine, host() + "-" + Integer.toString(some, 36));
        // Of several that start at once the first one names it.
        Files.createLink(file, mine);
      } catch (FileAlreadyExistsException e) {
        return Files.readString(file).strip();
      } finally {
        Files.delete(mine);
      }
    }
    return Files.readString(file).strip();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "worker";
    }
  }
}
