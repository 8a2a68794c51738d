package dev.spadework.context;

import java.util.List;

/** How a kind of tool words what failed. */
interface Wording {
  /**
   * What the tool says failed, in the order of the log; empty where the log is not its.
   *
   * @param lines as {@link LogLine#lines} gives them
   */
  List<Finding> findings(List<String> lines);
}
