package dev.spadework;

/** Untrusted text for a terminal. */
final class Plain {
  private Plain() {}

  /**
   * The text without what would steer a terminal or hide in it: control characters but line ends
   * and tabs, and marks that turn the direction of writing.
   */
  static String text(String text) {
    return text.replace("\r\n", "\n")
        .replaceAll("[\\p{Cc}&&[^\\n\\t]]", "\u00b7")
        .replaceAll("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "");
  }
}
