package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies that Slack sends; shapes after docs.slack.dev, interaction payloads and events. */
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
    form.put("channel_name", channel.name());
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

  ObjectNode action(
      Person person, Channel channel, Message message, ObjectNode action, String responseUrl) {
    ObjectNode payload = interaction("block_actions", person);
    ObjectNode container = payload.putObject("container");
    container.put("type", "message").put("message_ts", message.ts());
    container.put("channel_id", channel.id());
    container.put("is_ephemeral", message.privateTo().isPresent());
    message.threadTs().ifPresent(ts -> container.put("thread_ts", ts));
    payload.putObject("channel").put("id", channel.id()).put("name", channel.name());
    if (message.privateTo().isEmpty()) {
      payload.set("message", shown(message, false));
    }
    payload.put("response_url", responseUrl);
    payload.put("trigger_id", state.triggers().make(person.id()));
    action.put("action_ts", seconds() + ".000000");
    payload.putArray("actions").add(action);
    return payload;
  }

  ObjectNode submission(Person person, View view, Map<String, String> values) {
    ObjectNode payload = interaction("view_submission", person);
    payload.put("trigger_id", state.triggers().make(person.id()));
    ObjectNode body = view.body().deepCopy();
    ObjectNode filled = Json.object();
    for (JsonNode block : view.blocks()) {
      JsonNode element = block.path("element");
      if (element.isObject()) {
        String actionId = element.path("action_id").asText();
        String blockId = block.path("block_id").asText();
        Optional<String> value =
            Optional.ofNullable(values.get(actionId))
                .or(() -> Optional.ofNullable(values.get(blockId)));
        filled.putObject(blockId).set(actionId, input(element, value));
      }
    }
    body.putObject("state").set("values", filled);
    payload.set("view", body);
    payload.putArray("response_urls");
    return payload;
  }

  ObjectNode event(String type, Message message) {
    ObjectNode payload = Json.object();
    payload.put("token", "desk").put("team_id", SlackStandIn.TEAM);
    payload.put("api_app_id", SlackStandIn.APP).put("type", "event_callback");
    payload.put("event_id", state.nextId("Ev0")).put("event_time", seconds());
    ObjectNode event = payload.putObject("event");
    event.put("type", type).put("user", message.user()).put("text", message.text());
    event.put("ts", message.ts()).put("event_ts", message.ts()).put("team", SlackStandIn.TEAM);
    event.put("channel", message.channel());
    if (type.equals("message")) {
      event.put("channel_type", "channel").put("client_msg_id", "desk-" + message.ts());
    }
    message.threadTs().ifPresent(ts -> event.put("thread_ts", ts));
    payload
        .putArray("authorizations")
        .addObject()
        .put("team_id", SlackStandIn.TEAM)
        .put("user_id", SlackStandIn.BOT)
        .put("is_bot", true);
    return payload;
  }

  /** A message as the Web API and interaction payloads show it. */
  static ObjectNode shown(Message message, boolean withMetadata) {
    ObjectNode shown = Json.object();
    shown.put("type", "message").put("ts", message.ts()).put("user", message.user());
    shown.put("text", message.text()).put("team", SlackStandIn.TEAM);
    if (message.user().equals(SlackStandIn.BOT)) {
      shown.put("bot_id", SlackStandIn.BOT_ID).put("app_id", SlackStandIn.APP);
    }
    message.threadTs().ifPresent(ts -> shown.put("thread_ts", ts));
    if (!message.blocks().isEmpty()) {
      shown.set("blocks", message.blocks());
    }
    if (!message.edits().isEmpty()) {
      shown.putObject("edited").put("user", message.user()).put("ts", message.ts());
    }
    if (withMetadata) {
      message.metadata().ifPresent(metadata -> shown.set("metadata", metadata));
    }
    return shown;
  }

  static ObjectNode press(Message.Button button) {
    ObjectNode action = Json.object();
    action.put("type", "button").put("action_id", button.actionId());
    action.put("block_id", button.blockId());
    action.set("text", button.element().path("text"));
    for (String key : new String[] {"value", "style"}) {
      if (button.element().has(key)) {
        action.set(key, button.element().get(key));
      }
    }
    return action;
  }

  static ObjectNode choice(JsonNode blocks, String actionId, String valueOrText) {
    for (JsonNode block : blocks) {
      for (JsonNode element : elements(block)) {
        if (element.path("action_id").asText().equals(actionId)) {
          ObjectNode action = Json.object();
          action.put("type", element.path("type").asText()).put("action_id", actionId);
          action.put("block_id", block.path("block_id").asText());
          action.set("selected_option", option(element, valueOrText));
          return action;
        }
      }
    }
    throw new IllegalArgumentException("no select " + actionId + " in the message");
  }

  private static List<JsonNode> elements(JsonNode block) {
    List<JsonNode> elements = new ArrayList<>();
    block.path("elements").forEach(elements::add);
    elements.add(block.path("accessory"));
    return elements;
  }

  private static ObjectNode input(JsonNode element, Optional<String> value) {
    String type = element.path("type").asText();
    ObjectNode input = Json.object().put("type", type);
    if (type.equals("static_select") || type.equals("radio_buttons")) {
      JsonNode chosen =
          value
              .filter(v -> !v.isEmpty())
              .map(v -> option(element, v))
              .orElse(element.path("initial_option"));
      input.set("selected_option", chosen.isObject() ? chosen : Json.object().nullNode());
    } else {
      String text = value.orElse(element.path("initial_value").asText());
      input.put("value", text.isEmpty() ? null : text);
    }
    return input;
  }

  private static JsonNode option(JsonNode element, String valueOrText) {
    for (JsonNode option : element.path("options")) {
      if (option.path("value").asText().equals(valueOrText)
          || option.path("text").path("text").asText().equals(valueOrText)) {
        return option;
      }
    }
    throw new IllegalArgumentException("no option " + valueOrText + " in " + element);
  }

  private ObjectNode interaction(String type, Person person) {
    ObjectNode payload = Json.object();
    payload.put("type", type).put("token", "desk").put("api_app_id", SlackStandIn.APP);
    payload.putObject("team").put("id", SlackStandIn.TEAM).put("domain", "desk");
    payload
        .putObject("user")
        .put("id", person.id())
        .put("username", person.name())
        .put("name", person.name())
        .put("team_id", SlackStandIn.TEAM);
    payload.put("is_enterprise_install", false);
    return payload;
  }

  private long seconds() {
    return state.now().getEpochSecond();
  }
}
