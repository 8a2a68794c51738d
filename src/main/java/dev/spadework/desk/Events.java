package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bodies of the Events API; shapes after docs.slack.dev, "Events". */
final class Events {
  private final SlackState state;

  Events(SlackState state) {
    this.state = state;
  }

  /** Somebody wrote; {@code app_mention} or {@code message}. */
  ObjectNode written(String type, Channel channel, Message message) {
    ObjectNode payload = envelope();
    ObjectNode event = Payloads.shown(message, true).put("type", type);
    event.put("event_ts", message.ts()).put("channel", channel.id());
    if (type.equals("message")) {
      event.put("channel_type", channel.kind().type);
    }
    payload.set("event", event);
    return payload;
  }

  ObjectNode changed(Channel channel, Message before, Message after) {
    ObjectNode payload = envelope();
    ObjectNode event = hidden(payload, "message_changed", channel);
    event.set("message", Payloads.shown(after, true));
    event.set("previous_message", Payloads.shown(before, true));
    return payload;
  }

  ObjectNode deleted(Channel channel, Message before) {
    ObjectNode payload = envelope();
    ObjectNode event = hidden(payload, "message_deleted", channel);
    event.put("deleted_ts", before.ts());
    event.set("previous_message", Payloads.shown(before, true));
    return payload;
  }

  /** A person looked at the bot's home. */
  ObjectNode homeOpened(String user, String direct) {
    ObjectNode payload = envelope();
    ObjectNode event = payload.putObject("event").put("type", "app_home_opened");
    event.put("user", user).put("channel", direct).put("tab", "home");
    event.put("event_ts", state.stamp());
    state.home(user).ifPresent(view -> event.set("view", view.body()));
    return payload;
  }

  private ObjectNode hidden(ObjectNode payload, String subtype, Channel channel) {
    String ts = state.stamp();
    ObjectNode event = payload.putObject("event").put("type", "message").put("subtype", subtype);
    return event
        .put("hidden", true)
        .put("channel", channel.id())
        .put("channel_type", channel.kind().type)
        .put("ts", ts)
        .put("event_ts", ts);
  }

  private ObjectNode envelope() {
    ObjectNode payload = Json.object();
    payload.put("token", "desk").put("team_id", SlackStandIn.TEAM);
    payload.put("api_app_id", SlackStandIn.APP).put("type", "event_callback");
    payload.put("event_id", state.nextId("Ev0")).put("event_time", state.now().getEpochSecond());
    payload
        .putArray("authorizations")
        .addObject()
        .put("team_id", SlackStandIn.TEAM)
        .put("user_id", SlackStandIn.BOT)
        .put("is_bot", true)
        .put("is_enterprise_install", false);
    return payload;
  }
}
