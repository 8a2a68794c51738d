package dev.spadework.context;

/**
 * What a few lines look like, whatever the language.
 *
 * @param lines how many there are
 * @param comments lines of comments among them
 * @param imports lines among them that name what other files offer, or the file's own package
 * @param declarations lines among them that declare a name
 * @param indent blanks before the least indented line that is not blank
 */
record Look(int lines, int comments, int imports, int declarations, int indent) {
  private static final int BITS = 6;
  private static final int MASK = (1 << BITS) - 1;

  /** All in one number; what is larger than 63 counts as 63. */
  int packed() {
    int packed = 0;
    for (int each : new int[] {lines, comments, imports, declarations, indent}) {
      packed = packed << BITS | Math.min(MASK, each);
    }
    return packed;
  }

  static Look of(int packed) {
    return new Look(
        packed >> 4 * BITS & MASK,
        packed >> 3 * BITS & MASK,
        packed >> 2 * BITS & MASK,
        packed >> BITS & MASK,
        packed & MASK);
  }
}
