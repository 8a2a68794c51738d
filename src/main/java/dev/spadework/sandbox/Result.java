package dev.spadework.sandbox;

import java.time.Duration;

/**
 * What became of a command.
 *
 * @param status how it ended
 * @param exit its exit code, or -1 where there is none ({@code TIMED_OUT}, {@code DISK_FULL},
 *     {@code LOST})
 * @param output standard output and error in the order of their arrival, as UTF-8 with malformed
 *     bytes replaced; the middle of a long one is left out, and a line says how many bytes
 * @param outputBytes how much it wrote, kept or not
 * @param took from start to end
 */
public record Result(Status status, int exit, String output, long outputBytes, Duration took) {

  /** How a command ended. */
  public enum Status {
    /** By itself, or by a signal of its own; there is an exit code. */
    EXITED,
    /** Its time was up; every process of the sandbox was killed. */
    TIMED_OUT,
    /** The kernel killed a process of the sandbox because the memory limit was reached. */
    OUT_OF_MEMORY,
    /**
     * The tree, or HOME, came to hold more than the disk limit; every process of the sandbox was
     * killed. What was written is still there.
     */
    DISK_FULL,
    /**
     * Nobody knows: the engine or the container went away. It may have run to its end. The next
     * step is to open the sandbox again.
     */
    LOST
  }

  /** Whether it ended by itself with exit code 0. */
  public boolean succeeded() {
    return status == Status.EXITED && exit == 0;
  }
}
