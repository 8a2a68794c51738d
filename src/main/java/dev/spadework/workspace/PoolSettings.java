package dev.spadework.workspace;

/**
 * How many clean work trees wait for tasks.
 *
 * @param trees of each repository; 0: none
 * @param bytes of all of them together, as their files are large
 */
public record PoolSettings(int trees, long bytes) {
  /** No tree waits. */
  public static final PoolSettings NONE = new PoolSettings(0, 0);

  /**
   * @throws IllegalArgumentException when a number is negative
   */
  public PoolSettings {
    if (trees < 0 || bytes < 0) {
      throw new IllegalArgumentException("a pool cannot be smaller than none");
    }
  }
}
