package dev.spadework.report;

/** A number with its noun. */
public final class Counted {
  private Counted() {}

  /** {@code 1 file}, {@code 3 files}. */
  public static String of(int number, String noun) {
    return number + " " + (number == 1 ? noun : noun + "s");
  }
}
