package dev.spadework.task;

/** Where a task stands, for people to read. Follows from the record; stored nowhere. */
public enum Phase {
  QUEUED,
  PREPARING,
  PLANNING,
  WORKING,
  TESTING,
  REVIEWING,
  WAITING,
  DONE,
  FAILED,
  CANCELLED,
  REJECTED;

  /** Whether nothing will happen to the task any more. */
  public boolean ended() {
    return compareTo(DONE) >= 0;
  }
}
