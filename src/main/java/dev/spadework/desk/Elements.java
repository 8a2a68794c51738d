package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Block Kit's limits on what can be pressed, chosen or filled in. */
final class Elements {
  private Elements() {}

  /** Elements of one block; their action ids must differ. */
  static void all(BlockRules rules, JsonNode elements, String at) {
    Set<String> ids = new HashSet<>();
    for (JsonNode element : elements) {
      one(rules, element, at);
      String id = element.path("action_id").asText();
      rules.require(id.isEmpty() || ids.add(id), at + ": action_id " + id + " is used twice");
    }
  }

  static void one(BlockRules rules, JsonNode element, String at) {
    rules.atMost(element.path("action_id"), 255, at + "/action_id");
    String type = element.path("type").asText();
    switch (type) {
      case "button" -> button(rules, element, at);
      case "static_select", "multi_static_select" -> options(rules, element, at, 1, 100);
      case "radio_buttons", "checkboxes" -> options(rules, element, at, 1, 10);
      case "overflow" -> options(rules, element, at, 1, 5);
      case "external_select" ->
          rules.require(element.path("min_query_length").asInt(0) >= 0, at + "/min_query_length");
      case "users_select",
          "channels_select",
          "conversations_select",
          "datepicker",
          "timepicker" -> {
        if (element.has("placeholder")) {
          rules.plain(element.path("placeholder"), 150, at + "/placeholder");
        }
      }
      case "number_input" ->
          rules.require(
              element.path("is_decimal_allowed").isBoolean(),
              at + "/is_decimal_allowed is missing");
      case "plain_text_input" -> {
        rules.atMost(element.path("initial_value"), 3000, at + "/initial_value");
        rules.require(element.path("max_length").asInt(1) <= 3000, at + "/max_length");
        if (element.has("placeholder")) {
          rules.plain(element.path("placeholder"), 150, at + "/placeholder");
        }
      }
      case "image" -> rules.image(element, at);
      default -> rules.require(false, at + ": unsupported type: " + type);
    }
  }

  private static void options(BlockRules rules, JsonNode element, String at, int least, int most) {
    boolean grouped = element.has("option_groups");
    rules.require(
        grouped != element.has("options"), at + ": options or option_groups, one of them");
    for (JsonNode group : element.path("option_groups")) {
      rules.plain(group.path("label"), 75, at + "/option_groups/label");
      rules.size(group.path("options"), least, most, at + "/option_groups/options");
      group.path("options").forEach(option -> option(rules, option, at));
    }
    if (grouped) {
      rules.size(element.path("option_groups"), 1, 100, at + "/option_groups");
    } else {
      rules.size(element.path("options"), least, most, at + "/options");
      element.path("options").forEach(option -> option(rules, option, at));
    }
    JsonNode first = element.path("initial_option");
    rules.require(
        first.isMissingNode() || among(element, first), at + ": initial_option is no option");
  }

  private static void option(BlockRules rules, JsonNode option, String at) {
    rules.text(option.path("text"), 75, at + "/options/text");
    rules.require(!option.path("value").asText().isEmpty(), at + ": value is missing");
    rules.atMost(option.path("value"), 150, at + "/options/value");
    if (option.has("description")) {
      rules.text(option.path("description"), 75, at + "/options/description");
    }
  }

  private static boolean among(JsonNode element, JsonNode first) {
    boolean found = false;
    for (JsonNode option : element.findValues("options")) {
      for (JsonNode one : option) {
        found |= one.path("value").equals(first.path("value"));
      }
    }
    return found;
  }

  private static void button(BlockRules rules, JsonNode button, String at) {
    rules.plain(button.path("text"), 75, at + "/text");
    rules.atMost(button.path("value"), 2000, at + "/value");
    rules.atMost(button.path("url"), 3000, at + "/url");
    rules.require(button.path("style").asText("primary").matches("primary|danger"), at + "/style");
    JsonNode confirm = button.path("confirm");
    if (confirm.isObject()) {
      rules.plain(confirm.path("title"), 100, at + "/confirm/title");
      rules.text(confirm.path("text"), 300, at + "/confirm/text");
      rules.plain(confirm.path("confirm"), 30, at + "/confirm/confirm");
      rules.plain(confirm.path("deny"), 30, at + "/confirm/deny");
    }
  }
}
