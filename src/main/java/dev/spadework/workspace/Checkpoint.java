package dev.spadework.workspace;

/**
 * A work tree, small enough to be kept elsewhere.
 *
 * @param tree the git tree, 40 hex digits
 * @param pack thin pack of the objects that the base commit does not have; not to be changed
 */
public record Checkpoint(String tree, byte[] pack) {
  /** A tree whose objects are here already, such as the base's or one of an earlier snapshot. */
  public static Checkpoint here(String tree) {
    return new Checkpoint(tree, new byte[0]);
  }

  @Override
  public String toString() {
    return "Checkpoint[" + tree + ", " + pack.length + " bytes]";
  }
}
