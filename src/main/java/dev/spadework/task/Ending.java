package dev.spadework.task;

/**
 * How a task ended.
 *
 * @param reason one line; for people
 * @param next what a person can do about it; empty where there is nothing to do
 * @param by who ended it; empty when nobody did
 */
public record Ending(Kind kind, Blame blame, String reason, String next, String by) {
  /** The four ends. */
  public enum Kind {
    DONE,
    FAILED,
    CANCELLED,
    REJECTED
  }

  /** Whose fault a failure is. */
  public enum Blame {
    NOBODY,
    /** The person's: the answer goes to the thread. */
    PERSON,
    /** The world's: it was tried again before. */
    WORLD,
    /** Ours: it is logged with the task's id. */
    US
  }
}
