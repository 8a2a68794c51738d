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
      case "static_select", "radio_buttons" -> {
        rules.size(element.path("options"), 1, 100, at + "/options");
        for (JsonNode option : element.path("options")) {
          rules.text(option.path("text"), 75, at + "/options/text");
          rules.require(!option.path("value").asText().isEmpty(), at + ": value is missing");
          rules.atMost(option.path("value"), 150, at + "/options/value");
        }
      }
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
