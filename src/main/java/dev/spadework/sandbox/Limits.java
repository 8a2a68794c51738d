package dev.spadework.sandbox;

import java.time.Duration;

/**
 * Ceilings for what a sandbox may use.
 *
 * @param memoryBytes memory of all processes together, swap included and {@code /tmp} counted; in
 *     the process kind, data of each process
 * @param cpus processors, in fractions; not held by the process kind
 * @param pids processes and threads at a time
 * @param commandTimeout the longest that one command may take, whatever its caller asks for
 * @param outputBytes how much of one command's output is kept, half from each end
 * @param diskBytes what the tree, and what HOME, may hold while a command runs, each file counted
 *     in whole blocks of 4 KiB; also the largest single file
 */
public record Limits(
    long memoryBytes,
    double cpus,
    int pids,
    Duration commandTimeout,
    long outputBytes,
    long diskBytes) {
  private static final long MEBIBYTE = 1L << 20;

  /** Checks that each ceiling can be worked under at all. */
  public Limits {
    check(memoryBytes >= 16 * MEBIBYTE, "memory must be at least 16 MiB", memoryBytes);
    check(cpus >= 0.01, "cpus must be at least 0.01", cpus);
    check(pids >= 16, "pids must be at least 16", pids);
    check(commandTimeout.toMillis() > 0, "command-timeout must be positive", commandTimeout);
    check(
        outputBytes >= 256 && outputBytes <= 256 * MEBIBYTE,
        "output must be between 256 bytes and 256 MiB",
        outputBytes);
    check(diskBytes >= MEBIBYTE, "disk must be at least 1 MiB", diskBytes);
  }

  /** 2 GiB of memory, 2 processors, 512 processes, 10 minutes, 1 MiB of output, files of 4 GiB. */
  public static Limits defaults() {
    return new Limits(2048 * MEBIBYTE, 2, 512, Duration.ofMinutes(10), MEBIBYTE, 4096 * MEBIBYTE);
  }

  /** What {@code /tmp} can hold, in memory. */
  long temporaryBytes() {
    return Math.min(memoryBytes / 2, diskBytes);
  }

  Duration capped(Duration timeout) {
    return timeout.compareTo(commandTimeout) < 0 ? timeout : commandTimeout;
  }

  private static void check(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("sandbox limits: " + rule + ", not " + value);
    }
  }
}
