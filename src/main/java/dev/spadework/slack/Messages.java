package dev.spadework.slack;

/** Names of a task's messages, as the journal has them. */
final class Messages {
  static final String ROOT = "root";
  static final String CARD = "card";
  static final String OUTCOME = "outcome";
  static final String STATUS = "status";
  private static final String GATE = "gate-";

  private Messages() {}

  static String gate(String id) {
    return GATE + id;
  }

  /** The one reminder of a gate. */
  static String reminder(String id) {
    return "remind-" + id;
  }

  /** The diff of a tree. */
  static String diff(String tree) {
    return "diff-" + tree;
  }

  /**
   * That something outside is away.
   *
   * @param version of the entry with which it began
   */
  static String outage(int version) {
    return "outage-" + version;
  }

  static boolean isGate(String message) {
    return message.startsWith(GATE);
  }

  /** The journal's key for the fact that a message was posted: it is written down once. */
  static String key(String task, String message) {
    return "posted:" + task + ":" + message;
  }
}
