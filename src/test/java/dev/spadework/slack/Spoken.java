package dev.spadework.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.desk.SlackStandIn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages as Slack tells of them, event by event, so that tests can drop, repeat and reorder. */
final class Spoken {
  private final SlackTown town;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int last;

  Spoken(SlackTown town) {
    this.town = town;
  }

  /** One event about one message; {@code channelType} as Slack has it. */
  record Event(
      String type, String channelType, String channel, Optional<String> thread, String text) {}

  /** The name of a message that Slack has; what was said in it is told by {@link #send}. */
  String nextTs() {
    String text = "message " + ++last;
    town.slack.say(SlackStandIn.ANN, SlackStandIn.CHANNEL, text);
    return town.slack.messages(SlackStandIn.CHANNEL).stream()
        .filter(message -> message.text().equals(text))
        .findFirst()
        .orElseThrow()
        .ts();
  }

  /** A mention: two events about one message, the name first. */
  String mention(String channel, Optional<String> thread, String text) {
    String ts = nextTs();
    String said = "<@" + SlackStandIn.BOT + "> " + text;
    for (String type : List.of("app_mention", "message")) {
      send(ts, new Event(type, "channel", channel, thread, said));
    }
    return ts;
  }

  /** A direct message. */
  String direct(String channel, String text) {
    String ts = nextTs();
    send(ts, new Event("message", "im", channel, Optional.empty(), text));
    return ts;
  }

  int send(String ts, Event event) {
    ObjectNode payload = Blocks.object().put("type", "event_callback").put("token", "desk");
    payload.put("team_id", SlackStandIn.TEAM).put("api_app_id", SlackStandIn.APP);
    payload.put("event_id", "Ev" + ts + event.type).put("event_time", 1_700_000_000);
    ObjectNode told = payload.putObject("event").put("type", event.type);
    told.put("user", SlackStandIn.ANN).put("text", event.text).put("ts", ts);
    told.put("channel", event.channel).put("event_ts", ts);
    if (event.type.equals("message")) {
      told.put("channel_type", event.channelType);
    }
    event.thread.ifPresent(thread -> told.put("thread_ts", thread));
    payload
        .putArray("authorizations")
        .addObject()
        .put("team_id", SlackStandIn.TEAM)
        .put("user_id", SlackStandIn.BOT)
        .put("is_bot", true);
    return post(payload.toString());
  }

  private int post(String body) {
    String stamp = Long.toString(Instant.now().getEpochSecond());
    String signature =
        new Signature(town.slack.signingSecret())
            .sign(stamp, body.getBytes(StandardCharsets.UTF_8));
    try {
      return http.send(
              HttpRequest.newBuilder(town.events())
                  .header("Content-Type", "application/json")
                  .header("X-Slack-Request-Timestamp", stamp)
                  .header("X-Slack-Signature", signature)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
