package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What people chose and filled in, in the shapes of {@code state.values} and {@code actions}.
 * Values go by action id or block id; several chosen ones are parted by commas; a missing value
 * keeps what the element starts with.
 */
final class Inputs {
  /** How a select that asks the bot for its options finds the one that a person means. */
  interface Lookup extends BiFunction<JsonNode, String, Optional<JsonNode>> {}

  private Inputs() {}

  /** The state of every element that has one. */
  static ObjectNode state(JsonNode blocks, Map<String, String> values, Lookup lookup) {
    ObjectNode state = Json.object();
    for (JsonNode block : blocks) {
      for (JsonNode element : elements(block)) {
        if (stateful(element)) {
          String actionId = element.path("action_id").asText();
          String blockId = block.path("block_id").asText();
          Optional<String> value =
              Optional.ofNullable(values.get(actionId))
                  .or(() -> Optional.ofNullable(values.get(blockId)));
          state.withObjectProperty(blockId).set(actionId, filled(element, value, lookup));
        }
      }
    }
    return state;
  }

  /**
   * What Slack's client would not let through: required inputs without a value.
   *
   * @throws IllegalArgumentException naming the first of them
   */
  static void required(JsonNode blocks, JsonNode state) {
    for (JsonNode block : blocks) {
      if (block.path("type").asText().equals("input") && !block.path("optional").asBoolean()) {
        JsonNode value =
            state
                .path(block.path("block_id").asText())
                .path(block.path("element").path("action_id").asText());
        if (!given(value)) {
          String label = block.path("label").path("text").asText();
          throw new IllegalArgumentException("Slack asks to fill in: " + label);
        }
      }
    }
  }

  /** The element with this action id, or with this label if it is a button, with its block's id. */
  static ObjectNode action(
      JsonNode blocks, String labelOrActionId, Optional<String> value, Lookup lookup) {
    for (JsonNode block : blocks) {
      for (JsonNode element : elements(block)) {
        String id = element.path("action_id").asText();
        String label = element.path("text").path("text").asText();
        if (id.equals(labelOrActionId) || !id.isEmpty() && label.equals(labelOrActionId)) {
          return action(block, element, value, lookup);
        }
      }
    }
    throw new IllegalArgumentException("nothing to press or choose: " + labelOrActionId);
  }

  static List<JsonNode> elements(JsonNode block) {
    List<JsonNode> elements = new ArrayList<>();
    block.path("elements").forEach(elements::add);
    elements.add(block.path("accessory"));
    elements.add(block.path("element"));
    return elements;
  }

  private static ObjectNode action(
      JsonNode block, JsonNode element, Optional<String> value, Lookup lookup) {
    String type = element.path("type").asText();
    ObjectNode action;
    if (type.equals("button")) {
      action = Json.object().put("type", type);
      action.set("text", element.path("text"));
      for (String key : new String[] {"value", "style"}) {
        if (element.has(key)) {
          action.set(key, element.get(key));
        }
      }
    } else {
      action = filled(element, value, lookup);
    }
    action.put("action_id", element.path("action_id").asText());
    return action.put("block_id", block.path("block_id").asText());
  }

  private static boolean stateful(JsonNode element) {
    return element
        .path("type")
        .asText()
        .matches(".*_input|.*_select|radio_buttons|checkboxes|datepicker|timepicker");
  }

  private static ObjectNode filled(JsonNode element, Optional<String> value, Lookup lookup) {
    String type = element.path("type").asText();
    ObjectNode filled = Json.object().put("type", type);
    switch (type) {
      case "static_select", "radio_buttons", "overflow", "external_select" ->
          filled.set("selected_option", one(element, value, lookup));
      case "checkboxes", "multi_static_select" ->
          filled.set("selected_options", many(element, value, lookup));
      case "users_select" -> put(filled, "selected_user", element, "initial_user", value);
      case "channels_select" -> put(filled, "selected_channel", element, "initial_channel", value);
      case "conversations_select" ->
          put(filled, "selected_conversation", element, "initial_conversation", value);
      case "datepicker" -> put(filled, "selected_date", element, "initial_date", value);
      case "timepicker" -> put(filled, "selected_time", element, "initial_time", value);
      default -> put(filled, "value", element, "initial_value", value);
    }
    return filled;
  }

  private static void put(
      ObjectNode filled, String key, JsonNode element, String initial, Optional<String> value) {
    String text = value.orElse(element.path(initial).asText());
    filled.put(key, text.isEmpty() ? null : text);
  }

  private static JsonNode one(JsonNode element, Optional<String> value, Lookup lookup) {
    JsonNode chosen =
        value.isEmpty()
            ? element.path("initial_option")
            : value
                .filter(v -> !v.isEmpty())
                .map(v -> option(element, v, lookup))
                .orElse(Json.object().nullNode());
    return chosen.isObject() ? chosen : Json.object().nullNode();
  }

  private static ArrayNode many(JsonNode element, Optional<String> value, Lookup lookup) {
    ArrayNode chosen = Json.array();
    if (value.isEmpty()) {
      element.path("initial_options").forEach(chosen::add);
    } else {
      for (String one : value.get().split(",")) {
        if (!one.isBlank()) {
          chosen.add(option(element, one.strip(), lookup));
        }
      }
    }
    return chosen;
  }

  private static JsonNode option(JsonNode element, String valueOrText, Lookup lookup) {
    List<JsonNode> options = new ArrayList<>();
    element.path("options").forEach(options::add);
    element.path("option_groups").forEach(g -> g.path("options").forEach(options::add));
    return options.stream()
        .filter(option -> means(option, valueOrText))
        .findFirst()
        .or(() -> lookup.apply(element, valueOrText))
        .orElseThrow(
            () -> new IllegalArgumentException("no option " + valueOrText + " in " + element));
  }

  static boolean means(JsonNode option, String valueOrText) {
    return option.path("value").asText().equals(valueOrText)
        || option.path("text").path("text").asText().equals(valueOrText);
  }

  private static boolean given(JsonNode value) {
    for (var entry : value.properties()) {
      if (!entry.getKey().equals("type")
          && !entry.getValue().isNull()
          && !(entry.getValue().isArray() && entry.getValue().isEmpty())) {
        return true;
      }
    }
    return false;
  }
}
