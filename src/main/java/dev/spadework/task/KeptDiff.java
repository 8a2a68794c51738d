package dev.spadework.task;

/** Where the difference between a task's base and one of its trees is kept beside the record. */
public final class KeptDiff {
  private KeptDiff() {}

  /** Name of the blob: the unified diff as UTF-8, without secrets, cut where it is very long. */
  public static String name(String task, String tree) {
    return task + "/diff-" + tree;
  }
}
