package dev.spadework.redact;

/**
 * How random a value looks. Names repeat letters and change between letters and digits seldom.
 *
 * @param length in characters
 * @param entropy Shannon's, in bits a character
 * @param changes between small letters, capitals, digits and signs
 */
record Randomness(int length, double entropy, int changes, int digits, int letters, int signs) {

  static Randomness of(String value) {
    int[] counts = new int[129];
    int[] kinds = new int[4];
    int changes = 0;
    int before = -1;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      counts[Math.min(c, 128)]++;
      int kind = kind(c);
      kinds[kind]++;
      changes += before >= 0 && kind != before ? 1 : 0;
      before = kind;
    }
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = count / (double) value.length();
        entropy -= share * Math.log(share) / Math.log(2);
      }
    }
    return new Randomness(
        value.length(), entropy, changes, kinds[2], kinds[0] + kinds[1], kinds[3]);
  }

  private static int kind(char c) {
    if (c >= 'a' && c <= 'z') {
      return 0;
    }
    if (c >= 'A' && c <= 'Z') {
      return 1;
    }
    return c >= '0' && c <= '9' ? 2 : 3;
  }

  /** As tokens are made: long, letters and digits in no order. */
  boolean random() {
    return length >= 16 && entropy >= 3.0 && digits >= 2 && letters >= 2 && changes * 4 >= length;
  }

  /** As people and generators make passwords: letters with digits. */
  boolean mixed() {
    return length >= 8 && entropy >= 2.5 && digits >= 1 && letters >= 2;
  }
}
