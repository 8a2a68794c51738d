package dev.spadework.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast we may talk: a bucket for each channel's posts (about one a second, docs.slack.dev "rate
 * limits") and one for all edits (tier 3, fifty a minute). The last part of a bucket is kept for
 * what people wait for. One thread.
 */
final class Limiter {
  private static final double BURST = 10;
  private static final double KEPT = 3;
  private static final double POSTS = 1.0;
  private static final double EDITS = 50 / 60.0;
  private static final String ALL_EDITS = "";

  private final Map<String, Bucket> buckets = new HashMap<>();

  private static final class Bucket {
    private double tokens = BURST;
    private Instant filled;
    private Instant closedUntil = Instant.MIN;

    private Bucket(Instant now) {
      filled = now;
    }
  }

  /** When the call may be made: now, or later. */
  Instant when(String channel, boolean edit, boolean urgent, Instant now) {
    double rate = edit ? EDITS : POSTS;
    Bucket bucket = filled(channel, edit, now);
    if (bucket.closedUntil.isAfter(now)) {
      return bucket.closedUntil;
    }
    double missing = (urgent ? 1 : 1 + KEPT) - bucket.tokens;
    return missing <= 0 ? now : now.plusMillis((long) Math.ceil(missing / rate * 1000));
  }

  void used(String channel, boolean edit, Instant now) {
    filled(channel, edit, now).tokens -= 1;
  }

  /** Slack asked for a pause. */
  void pause(String channel, boolean edit, Instant now, Duration pause) {
    Bucket bucket = filled(channel, edit, now);
    bucket.closedUntil = now.plus(pause);
    bucket.tokens = Math.min(bucket.tokens, 1);
  }

  private Bucket filled(String channel, boolean edit, Instant now) {
    Bucket bucket = buckets.computeIfAbsent(edit ? ALL_EDITS : channel, key -> new Bucket(now));
    Duration since = Duration.between(bucket.filled, now);
    if (!since.isNegative()) {
      double more = since.toMillis() / 1000.0 * (edit ? EDITS : POSTS);
      bucket.tokens = Math.min(BURST, bucket.tokens + more);
      bucket.filled = now;
    }
    return bucket;
  }
}
