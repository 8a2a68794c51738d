package dev.spadework;

/**
 * What {@code doctor} found about one thing.
 *
 * @param about what was looked at
 * @param mend what is wrong and how to mend it, in one line; empty if all is well
 * @param well what is well, in a few words
 */
record Finding(String about, String mend, String well) {
  static Finding well(String about, String well) {
    return new Finding(about, "", well);
  }

  static Finding wrong(String about, String mend) {
    return new Finding(about, mend, "");
  }

  boolean isWell() {
    return mend.isEmpty();
  }

  String line() {
    return isWell() ? "ok    " + about + ": " + well : "mend  " + about + ": " + mend;
  }
}
