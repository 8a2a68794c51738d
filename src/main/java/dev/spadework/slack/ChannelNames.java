package dev.spadework.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What channels are called: events carry ids, settings may name them. Safe for many threads. */
final class ChannelNames {
  private static final Duration HOLDS = Duration.ofHours(1);

  private final Web web;
  private final Clock clock;
  private final Map<String, Known> names = new ConcurrentHashMap<>();

  private record Known(String name, Instant until) {}

  ChannelNames(Web web, Clock clock) {
    this.web = web;
    this.clock = clock;
  }

  /**
   * Without the number sign; empty where Slack does not tell it.
   *
   * @throws Away if it is not known yet and Slack cannot be asked now
   */
  String of(String channel) throws Away {
    Known known = names.get(channel);
    if (known != null && clock.instant().isBefore(known.until)) {
      return known.name;
    }
    String name;
    try {
      name =
          Objects.toString(
              web.ask("conversations.info", m -> m.conversationsInfo(r -> r.channel(channel)))
                  .getChannel()
                  .getName(),
              "");
    } catch (Refused e) {
      name = "";
    } catch (Away e) {
      if (known == null) {
        throw e;
      }
      return known.name;
    }
    names.put(channel, new Known(name, clock.instant().plus(HOLDS)));
    return name;
  }
}
