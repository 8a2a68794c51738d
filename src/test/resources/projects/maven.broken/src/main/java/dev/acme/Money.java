package dev.acme;

public final class Money {
  public static long total(long... cents) {
    return "much";
  }
}
