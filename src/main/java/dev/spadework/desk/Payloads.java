package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Commands and interactions as Slack sends them; shapes after docs.slack.dev. */
final class Payloads {
  private final SlackState state;

  Payloads(SlackState state) {
    this.state = state;
  }

  Map<String, String> command(
      Person person, Channel channel, String command, String text, String responseUrl) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", "desk");
    form.put("team_id", SlackStandIn.TEAM);
    form.put("team_domain", "desk");
    form.put("channel_id", channel.id());
    form.put("channel_name", name(channel));
    form.put("user_id", person.id());
    form.put("user_name", person.name());
    form.put("command", command);
    form.put("text", text);
    form.put("api_app_id", SlackStandIn.APP);
    form.put("is_enterprise_install", "false");
    form.put("response_url", responseUrl);
    form.put("trigger_id", state.triggers().make(person.id()));
    return form;
  }

  /** A press or a choice in a message. Of a message that only one person sees, Slack sends none. */
  ObjectNode action(
      Person person,
      Channel channel,
      Message message,
      ObjectNode action,
      ObjectNode values,
      String responseUrl) {
    ObjectNode payload = interaction("block_actions", person);
    ObjectNode container = payload.putObject("container");
    container.put("type", "message").put("message_ts", message.ts());
    container.put("channel_id", channel.id());
    container.put("is_ephemeral", message.privateTo().isPresent());
    message.threadTs().ifPresent(ts -> container.put("thread_ts", ts));
    payload.putObject("channel").put("id", channel.id()).put("name", name(channel));
    if (message.privateTo().isEmpty()) {
      payload.set("message", shown(message, false));
    }
    payload.putObject("state").set("values", values);
    payload.put("response_url", responseUrl);
    return acted(payload, action);
  }

  /** A press or a choice in a dialog or in a home. */
  ObjectNode action(Person person, View view, ObjectNode action, ObjectNode values) {
    ObjectNode payload = interaction("block_actions", person);
    payload.putObject("container").put("type", "view").put("view_id", view.id());
    payload.set("view", filled(view, values));
    return acted(payload, action);
  }

  ObjectNode shortcut(
      Person person, Channel channel, Message message, String callbackId, String responseUrl) {
    ObjectNode payload = interaction("message_action", person);
    payload.put("action_ts", state.stamp()).put("callback_id", callbackId);
    payload.put("trigger_id", state.triggers().make(person.id()));
    payload.putObject("channel").put("id", channel.id()).put("name", name(channel));
    payload.put("message_ts", message.ts()).put("response_url", responseUrl);
    ObjectNode shown = shown(message, false);
    long replies =
        state.messages().stream()
            .filter(m -> m.threadTs().filter(message.ts()::equals).isPresent())
            .filter(m -> m.channel().equals(channel.id()) && m.privateTo().isEmpty())
            .count();
    if (replies > 0) {
      // A message with answers says so of itself.
      shown.put("thread_ts", message.ts()).put("reply_count", replies);
    }
    payload.set("message", shown);
    return payload;
  }

  ObjectNode submission(Person person, View view, ObjectNode values) {
    ObjectNode payload = interaction("view_submission", person);
    payload.put("trigger_id", state.triggers().make(person.id()));
    payload.set("view", filled(view, values));
    payload.putArray("response_urls");
    return payload;
  }

  ObjectNode closed(Person person, View view, boolean cleared) {
    ObjectNode payload = interaction("view_closed", person);
    payload.set("view", view.body().deepCopy());
    return payload.put("is_cleared", cleared);
  }

  /** A select asks for its options while a person types. */
  ObjectNode suggestion(Person person, View view, JsonNode element, String blockId, String typed) {
    ObjectNode payload = interaction("block_suggestion", person);
    payload.putObject("container").put("type", "view").put("view_id", view.id());
    payload.put("action_id", element.path("action_id").asText()).put("block_id", blockId);
    payload.put("value", typed).set("view", view.body().deepCopy());
    return payload;
  }

  /** A message as the Web API, events and interactions show it. */
  static ObjectNode shown(Message message, boolean withMetadata) {
    ObjectNode shown = Json.object();
    shown.put("type", "message").put("ts", message.ts()).put("user", message.user());
    shown.put("text", message.text()).put("team", SlackStandIn.TEAM);
    if (message.user().equals(SlackStandIn.BOT)) {
      shown.put("bot_id", SlackStandIn.BOT_ID).put("app_id", SlackStandIn.APP);
    } else if (message.user().equals(SlackStandIn.OTHER_BOT)) {
      shown.put("bot_id", SlackStandIn.OTHER_BOT_ID).put("app_id", "A0OTHER");
    } else if (message.user().equals(SlackStandIn.SLACKBOT)) {
      shown.put("subtype", "tombstone").put("hidden", true).put("thread_ts", message.ts());
    } else {
      shown.put("client_msg_id", "desk-" + message.ts());
    }
    message.threadTs().ifPresent(ts -> shown.put("thread_ts", ts));
    if (!message.blocks().isEmpty()) {
      shown.set("blocks", message.blocks());
    }
    if (!message.files().isEmpty()) {
      shown.put("subtype", "file_share").put("upload", false).put("display_as_bot", false);
      ArrayNode files = shown.putArray("files");
      message.files().forEach(file -> files.add(file.shown()));
    }
    if (!message.edits().isEmpty()) {
      shown.putObject("edited").put("user", message.user()).put("ts", message.editedTs());
    }
    if (withMetadata) {
      message.metadata().ifPresent(metadata -> shown.set("metadata", metadata));
    }
    return shown;
  }

  private ObjectNode acted(ObjectNode payload, ObjectNode action) {
    payload.put("trigger_id", state.triggers().make(payload.at("/user/id").asText()));
    action.put("action_ts", state.stamp());
    payload.putArray("actions").add(action);
    return payload;
  }

  private static ObjectNode filled(View view, ObjectNode values) {
    ObjectNode body = view.body().deepCopy();
    body.putObject("state").set("values", values);
    return body;
  }

  private static String name(Channel channel) {
    return switch (channel.kind()) {
      case PUBLIC -> channel.name();
      case PRIVATE -> "privategroup";
      case DIRECT -> "directmessage";
    };
  }

  private static ObjectNode interaction(String type, Person person) {
    ObjectNode payload = Json.object();
    payload.put("type", type).put("token", "desk").put("api_app_id", SlackStandIn.APP);
    payload.putObject("team").put("id", SlackStandIn.TEAM).put("domain", "desk");
    payload
        .putObject("user")
        .put("id", person.id())
        .put("username", person.name())
        .put("name", person.name())
        .put("team_id", SlackStandIn.TEAM);
    payload.putNull("enterprise");
    payload.put("is_enterprise_install", false);
    return payload;
  }
}
