package dev.spadework.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock for waits: when the real one is set back, it runs on from where it was, so that nobody
 * waits for an hour to pass a second time. Safe for many threads.
 */
final class Steady extends Clock {
  private final Clock real;
  private Duration ahead = Duration.ZERO;
  private Instant last = Instant.MIN;

  Steady(Clock real) {
    this.real = real;
  }

  @Override
  public synchronized Instant instant() {
    Instant now = real.instant().plus(ahead);
    if (now.isBefore(last)) {
      ahead = ahead.plus(Duration.between(now, last));
      return last;
    }
    last = now;
    return now;
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new Steady(real.withZone(zone));
  }
}
