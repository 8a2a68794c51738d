package dev.spadework;

/** The command line of the jar. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("spadework");
  }
}
