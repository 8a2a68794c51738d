package dev.spadework.task;

import java.util.Optional;

/**
 * What is left of a day's money, in millionths of a US dollar.
 *
 * @param leftMicros may be negative
 * @param capMicros of the whole day
 * @param person whose day it is; empty: everybody's
 */
public record Reserve(long leftMicros, long capMicros, Optional<String> person) {
  /** Everybody's. */
  public static Reserve of(long leftMicros, long capMicros) {
    return new Reserve(leftMicros, capMicros, Optional.empty());
  }

  /** One person's. */
  public static Reserve of(long leftMicros, long capMicros, String person) {
    return new Reserve(leftMicros, capMicros, Optional.of(person));
  }

  /** The one that is used up first. */
  public Reserve least(Reserve other) {
    return other.leftMicros < leftMicros ? other : this;
  }
}
