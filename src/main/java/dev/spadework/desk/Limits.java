package dev.spadework.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a bot may call each method. Slack promises rates (docs.slack.dev, "Rate limits": one
 * message a second in a channel, tiers of 1, 20, 50 and 100 calls a minute) and leaves bursts open;
 * here a channel takes four messages at once and a tier a fifth of its minute.
 */
final class Limits {
  private static final int BURST_IN_CHANNEL = 4;
  private static final double UNLIMITED = 0;
  private static final Map<String, Integer> PER_MINUTE =
      Map.ofEntries(
          Map.entry("chat.update", 50),
          Map.entry("chat.delete", 50),
          Map.entry("chat.postEphemeral", 100),
          Map.entry("conversations.history", 50),
          Map.entry("conversations.replies", 50),
          Map.entry("conversations.info", 50),
          Map.entry("conversations.join", 50),
          Map.entry("conversations.open", 50),
          Map.entry("conversations.members", 100),
          Map.entry("conversations.list", 20),
          Map.entry("users.conversations", 50),
          Map.entry("users.info", 100),
          Map.entry("users.list", 20),
          Map.entry("usergroups.list", 20),
          Map.entry("usergroups.users.list", 20),
          Map.entry("team.info", 50),
          Map.entry("views.open", 100),
          Map.entry("views.push", 100),
          Map.entry("views.update", 100),
          Map.entry("views.publish", 100),
          Map.entry("reactions.add", 50),
          Map.entry("files.getUploadURLExternal", 100),
          Map.entry("files.completeUploadExternal", 100),
          Map.entry("files.info", 100),
          Map.entry("files.delete", 50),
          Map.entry("assistant.threads.setStatus", 600));

  private final Clock clock;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private boolean enforced;
  private int bodyEvery;
  private int refusals;

  private record Bucket(double left, Instant at) {}

  Limits(Clock clock) {
    this.clock = clock;
  }

  synchronized void enforce(boolean on) {
    enforced = on;
    buckets.clear();
  }

  /** Each n-th refusal is {@code ok:false} inside a 200; 0 for never. */
  synchronized void refuseInBodyEvery(int n) {
    bodyEvery = n;
  }

  /** How many calls were refused so far. */
  synchronized int refusals() {
    return refusals;
  }

  /** Takes one call, or says how it is refused. */
  synchronized Optional<Fault> take(String method, String channel) {
    if (!enforced) {
      return Optional.empty();
    }
    Optional<Duration> wait =
        method.equals("chat.postMessage")
            ? take(method + "/" + channel, BURST_IN_CHANNEL, 1)
            : take(method);
    return wait.map(this::refusal);
  }

  private Optional<Duration> take(String method) {
    double perMinute = PER_MINUTE.getOrDefault(method, 0);
    return perMinute == UNLIMITED
        ? Optional.empty()
        : take(method, Math.max(1, perMinute / 5), perMinute / 60);
  }

  private Optional<Duration> take(String key, double capacity, double perSecond) {
    Instant now = clock.instant();
    Bucket old = buckets.getOrDefault(key, new Bucket(capacity, now));
    double gained = Duration.between(old.at, now).toMillis() / 1000.0 * perSecond;
    double left = Math.min(capacity, old.left + gained);
    boolean taken = left >= 1;
    buckets.put(key, new Bucket(taken ? left - 1 : left, now));
    return taken
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) Math.ceil((1 - left) / perSecond * 1000)));
  }

  private Fault refusal(Duration wait) {
    refusals++;
    boolean inBody = bodyEvery > 0 && refusals % bodyEvery == 0;
    return inBody
        ? new Fault.Refused("ratelimited")
        : new Fault.Limited((int) Math.max(1, (wait.toMillis() + 999) / 1000));
  }
}
