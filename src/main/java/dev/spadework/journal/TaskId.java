package dev.spadework.journal;

import java.security.SecureRandom;

/** Names of tasks: {@code t-} and eight characters. */
final class TaskId {
  /** Without letters and digits that are easily taken for each other. */
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  private static final int LENGTH = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TaskId() {}

  static String fresh() {
    StringBuilder id = new StringBuilder("t-");
    RANDOM.ints(LENGTH, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
    return id.toString();
  }
}
