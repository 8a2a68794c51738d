package dev.spadework.context;

import java.util.BitSet;

/** How much of a commit is taken into memory, whoever made it. Not for use by several threads. */
final class Room {
  private static final int MOST_FILES = 20_000;
  private static final long MOST_CHARS = 64L << 20;

  /** Different words. Real repositories of this size have a tenth of it. */
  private static final int MOST_WORDS = 1_000_000;

  private final BitSet words = new BitSet();
  private int files;
  private long chars;
  private boolean left = true;

  /** Whether a file may still find room. */
  boolean left() {
    return left;
  }

  /** Counts a file in; false if there is no room for it and for those after it. */
  boolean takes(Body body) {
    left &= files < MOST_FILES && chars <= MOST_CHARS && words.cardinality() < MOST_WORDS;
    if (left) {
      files++;
      chars += body.chars();
      for (int word : body.terms()) {
        words.set(word);
      }
    }
    return left;
  }
}
