package dev.spadework.slack;

import java.time.Duration;

/**
 * How often things are looked at and drawn.
 *
 * @param edits between two edits of one message; what happens in between is drawn together
 * @param poll between two looks at the journal when nothing wakes us
 * @param tick between two edits of a running task's card that only move its clock
 * @param retry first pause after a failed call; it doubles up to {@code retryAtMost}
 */
record Pace(Duration edits, Duration poll, Duration tick, Duration retry, Duration retryAtMost) {
  static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));
}
