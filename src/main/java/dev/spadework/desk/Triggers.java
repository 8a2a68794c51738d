package dev.spadework.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What lets a bot open a dialog after a press: good once and for three seconds, as Slack's are. */
final class Triggers {
  private static final Duration GOOD_FOR = Duration.ofSeconds(3);
  private static final int KEPT = 1_000;

  private final Clock clock;
  private final Map<String, Trigger> triggers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trigger> eldest) {
          return size() > KEPT;
        }
      };

  private record Trigger(String user, Instant until, boolean used) {}

  Triggers(Clock clock) {
    this.clock = clock;
  }

  synchronized String make(String user) {
    String id = "1.desk." + UUID.randomUUID();
    triggers.put(id, new Trigger(user, clock.instant().plus(GOOD_FOR), false));
    return id;
  }

  /** The person whose press this was. */
  synchronized String redeem(String id) {
    Trigger trigger = triggers.get(id);
    if (trigger == null) {
      throw new SlackError("invalid_trigger_id");
    }
    if (trigger.used) {
      throw new SlackError("exchanged_trigger_id");
    }
    if (trigger.until.isBefore(clock.instant())) {
      throw new SlackError("expired_trigger_id");
    }
    triggers.put(id, new Trigger(trigger.user, trigger.until, true));
    return trigger.user;
  }
}
