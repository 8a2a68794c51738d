package dev.spadework.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Says when a command has filled the disk. Asking the file system for its free space costs nothing,
 * counting a tree does; so it counts when the free space has shrunk noticeably, and else so seldom
 * that counting takes about a thirtieth of the time.
 */
final class DiskWatch {
  private static final long SELDOM = 30;
  private static final long FIRST_NANOS = 2_000_000_000L;
  private static final int NOTICEABLE = 8;

  private final List<Path> directories;
  private final long limit;
  private final LongSupplier clock;

  /** What the last command left; bytes of the directories, as far as is known. */
  private long known;

  private long allowed;
  private long freeAtStart;
  private long freeAtCount;
  private long nextCount;

  /**
   * @param clock nanoseconds, as {@link System#nanoTime()}
   */
  DiskWatch(List<Path> directories, long limit, LongSupplier clock) {
    this.directories = directories;
    this.limit = limit;
    this.clock = clock;
  }

  /** A command is about to run. One that finds the disk full already may still clear it. */
  void start() {
    if (known > limit) {
      known = DiskUse.of(directories, Long.MAX_VALUE).bytes();
    }
    allowed = known > limit ? known + limit / NOTICEABLE : limit;
    freeAtStart = free();
    freeAtCount = freeAtStart;
    nextCount = clock.getAsLong() + FIRST_NANOS;
  }

  /** Whether there is too much now; cheap enough to be asked several times a second. */
  boolean over() {
    return (shrunk() || clock.getAsLong() - nextCount > 0) && count();
  }

  /** The same at the end of a command, when time that has passed is no reason to count. */
  boolean overAtEnd() {
    return shrunk() && count();
  }

  private boolean shrunk() {
    return freeAtCount - free() > limit / NOTICEABLE;
  }

  private boolean count() {
    long start = clock.getAsLong();
    long free = free();
    DiskUse.Found found = DiskUse.of(directories, allowed);
    long now = clock.getAsLong();
    nextCount = now + Math.max(FIRST_NANOS, (now - start) * SELDOM);
    freeAtCount = free;
    known = found.bytes();
    // What cannot be looked into is taken to hold whatever the file system has lost meanwhile.
    long hidden = found.hidden() ? Math.max(0, freeAtStart - free) : 0;
    return found.bytes() + hidden > allowed;
  }

  private long free() {
    try {
      long least = Long.MAX_VALUE;
      for (Path directory : directories) {
        least = Math.min(least, Files.getFileStore(directory).getUsableSpace());
      }
      return least;
    } catch (IOException unknown) {
      return freeAtStart;
    }
  }
}
