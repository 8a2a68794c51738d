package dev.spadework.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A name that no other living process has: the host's and a number, held by a file lock that the
 * operating system lets go of when the process dies. So whoever gets the name may take up at once
 * what its last bearer held, without waiting for the lease to run out.
 */
public final class WorkerName implements AutoCloseable {
  private static final int AT_MOST = 64;

  private final String name;
  private final FileChannel channel;

  private WorkerName(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /**
   * Takes the first free name.
   *
   * @param directory where the locks are kept; made if it is missing; on a local disk
   */
  public static WorkerName take(Path directory) throws IOException {
    Files.createDirectories(directory);
    String host = host();
    for (int i = 1; i <= AT_MOST; i++) {
      FileChannel channel =
          FileChannel.open(
              directory.resolve("worker-" + i + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new WorkerName(host + "-" + i, channel);
      }
      channel.close();
    }
    throw new IOException(
        "more than " + AT_MOST + " workers run over " + directory + ": stop some of them");
  }

  public String name() {
    return name;
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

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "worker";
    }
  }
}
