package dev.spadework.task;

import java.util.Optional;

/**
 * What is left of a day's money, in millionths of a US dollar.
 *
 * @param leftMicros may be negative
 * @param capMicros of the whole day
 * @param person whose day it is; empty: not one person's
 * @param repo of which repository it is; empty: of none by itself
 */
public record Reserve(
    long leftMicros, long capMicros, Optional<String> person, Optional<String> repo) {
  /** Everybody's. */
  public static Reserve of(long leftMicros, long capMicros) {
    return new Reserve(leftMicros, capMicros, Optional.empty(), Optional.empty());
  }

  /** One person's. */
  public static Reserve of(long leftMicros, long capMicros, String person) {
    return new Reserve(leftMicros, capMicros, Optional.of(person), Optional.empty());
  }

  /** One repository's. */
  public static Reserve ofRepo(long leftMicros, long capMicros, String repo) {
    return new Reserve(leftMicros, capMicros, Optional.empty(), Optional.of(repo));
  }

  /** The same with so much more, of which a person said so. */
  public Reserve plus(long micros) {
    return micros == 0
        ? this
        : new Reserve(Math.max(leftMicros, 0) + micros, capMicros, person, repo);
  }

  /** The one that is used up first. */
  public Reserve least(Reserve other) {
    return other.leftMicros < leftMicros ? other : this;
  }
}
