package dev.spadework.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast we may talk: a bucket for each method, and for each channel too where Slack counts by
 * channel (docs.slack.dev, "rate limits"). What a bucket holds and what flows into it in a minute
 * are together no more than Slack allows in any minute, but for posts, where a second counts. Safe
 * for many threads.
 */
final class Limiter {
  private final Map<String, Bucket> buckets = new HashMap<>();

  /** Slack's tiers. */
  enum Tier {
    /** About one a second in each channel, short bursts; a little less, for clocks that differ. */
    POSTS(0.95, 4, true),
    /** 20 a minute. */
    TWO(15 / 60.0, 5, false),
    /** 50 a minute. */
    THREE(40 / 60.0, 10, false),
    /** 100 a minute. */
    FOUR(80 / 60.0, 20, false);

    private final double rate;
    private final double burst;
    private final boolean byChannel;

    Tier(double rate, double burst, boolean byChannel) {
      this.rate = rate;
      this.burst = burst;
      this.byChannel = byChannel;
    }

    static Tier of(String method) {
      return switch (method) {
        case "chat.postMessage" -> POSTS;
        case "chat.update",
            "conversations.history",
            "conversations.replies",
            "conversations.info",
            "conversations.join",
            "assistant.threads.setStatus" ->
            THREE;
        case "chat.postEphemeral",
            "chat.getPermalink",
            "auth.test",
            "users.info",
            // Opened in a pace of its own, see SocketPace.
            "apps.connections.open",
            "views.open",
            "views.publish",
            "files.getUploadURLExternal",
            "files.completeUploadExternal" ->
            FOUR;
        default -> TWO;
      };
    }
  }

  private static final class Bucket {
    private final Tier tier;
    private double tokens;
    private Instant filled;
    private Instant closedUntil = Instant.MIN;

    private Bucket(Tier tier, Instant now) {
      this.tier = tier;
      this.tokens = tier.burst;
      this.filled = now;
    }

    private void fill(Instant now) {
      Duration since = Duration.between(filled, now);
      if (!since.isNegative()) {
        tokens = Math.min(tier.burst, tokens + since.toMillis() / 1000.0 * tier.rate);
        filled = now;
      }
    }
  }

  /**
   * Takes the right to make one call.
   *
   * @param channel where it goes; empty if nowhere
   * @param kept how many calls are left over for what is more urgent
   * @return zero if it may be made now; otherwise how long to wait, and nothing was taken
   */
  synchronized Duration take(String method, String channel, int kept, Instant now) {
    Bucket bucket = bucket(method, channel, now);
    if (bucket.closedUntil.isAfter(now)) {
      return Duration.between(now, bucket.closedUntil);
    }
    double missing = 1 + kept - bucket.tokens;
    if (missing > 1e-9) {
      return Duration.ofMillis(Math.max((long) Math.ceil(missing / bucket.tier.rate * 1000), 1));
    }
    bucket.tokens -= 1;
    return Duration.ZERO;
  }

  /** Slack asked for a pause: of this method, in this channel where it counts by channel. */
  synchronized void pause(String method, String channel, Instant now, Duration pause) {
    Bucket bucket = bucket(method, channel, now);
    Instant until = now.plus(pause);
    bucket.closedUntil = until.isAfter(bucket.closedUntil) ? until : bucket.closedUntil;
    bucket.tokens = Math.min(bucket.tokens, 1);
  }

  private Bucket bucket(String method, String channel, Instant now) {
    Tier tier = Tier.of(method);
    String key = tier.byChannel ? method + " " + channel : method;
    Bucket bucket = buckets.computeIfAbsent(key, k -> new Bucket(tier, now));
    bucket.fill(now);
    return bucket;
  }
}
