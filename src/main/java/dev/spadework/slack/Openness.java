package dev.spadework.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which conversations everybody may look into, and what message links are. Fails closed: one that
 * cannot be asked about is private. Safe for many threads.
 */
final class Openness {
  private static final Duration HOLDS = Duration.ofHours(1);

  private final PageCalls web;
  private final Clock clock;
  private final Map<String, Known> channels = new ConcurrentHashMap<>();
  private final Map<Web.Place, String> links = new ConcurrentHashMap<>();

  private record Known(boolean open, Instant until) {}

  Openness(PageCalls web, Clock clock) {
    this.web = web;
    this.clock = clock;
  }

  boolean open(String channel) {
    if (!channel.startsWith("C")) {
      return false;
    }
    Known known = channels.get(channel);
    if (known != null && clock.instant().isBefore(known.until)) {
      return known.open;
    }
    try {
      boolean open = web.isPublic(channel);
      channels.put(channel, new Known(open, clock.instant().plus(HOLDS)));
      return open;
    } catch (Refused e) {
      channels.put(channel, new Known(false, clock.instant().plus(HOLDS)));
      return false;
    } catch (Away e) {
      return known != null && known.open;
    }
  }

  /** Where a message can be read; empty while Slack does not say. */
  Optional<String> link(Web.Place place) {
    String known = links.get(place);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      String link = web.permalink(place);
      links.put(place, link);
      return Optional.of(link);
    } catch (Refused | Away e) {
      return Optional.empty();
    }
  }
}
