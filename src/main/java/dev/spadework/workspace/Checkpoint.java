package dev.spadework.workspace;

/**
 * A work tree, small enough to be kept elsewhere.
 *
 * @param tree the git tree, 40 hex digits
 * @param pack thin pack of the objects that the base commit does not have; not to be changed
 */
public record Checkpoint(String tree, byte[] pack) {
  @Override
  public String toString() {
    return "Checkpoint[" + tree + ", " + pack.length + " bytes]";
  }
}
