package dev.spadework.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of a tool call, read leniently where the meaning is clear. */
final class Arguments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode node;

  private Arguments(JsonNode node) {
    this.node = node;
  }

  static Arguments of(String json) throws Tool.WrongCall {
    try {
      JsonNode node = JSON.readTree(json);
      if (node.isObject()) {
        return new Arguments(node);
      }
    } catch (JsonProcessingException e) {
      // Told to the model below, in words that help it more than the parser's.
    }
    throw new Tool.WrongCall("The arguments must be one JSON object.");
  }

  String text(String name) throws Tool.WrongCall {
    JsonNode value = node.get(name);
    if (value != null && value.isContainerNode()) {
      throw new Tool.WrongCall("The argument `" + name + "` must be text, in quotes.");
    }
    return optional(name)
        .orElseThrow(() -> new Tool.WrongCall("The argument `" + name + "` (text) is missing."));
  }

  Optional<String> optional(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asText());
  }

  int number(String name, int otherwise) throws Tool.WrongCall {
    Optional<String> text = optional(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long number = Math.round(Double.parseDouble(text.get()));
      return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    } catch (NumberFormatException e) {
      throw new Tool.WrongCall("The argument `" + name + "` must be a whole number.");
    }
  }

  /** A list of texts; a single text is a list of one. */
  List<String> list(String name) {
    JsonNode value = node.get(name);
    List<String> items = new ArrayList<>();
    if (value != null && value.isArray()) {
      value.forEach(item -> items.add(item.asText()));
    } else if (value != null && value.isTextual() && !value.asText().isBlank()) {
      items.add(value.asText());
    }
    return items;
  }

  /** A schema of text arguments: {@code name} is required, {@code name?} is not. */
  static JsonNode schema(String... names) {
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    List<String> required = new ArrayList<>();
    for (String name : names) {
      String[] parts = name.split(":");
      String type = parts.length > 1 ? parts[1] : "string";
      String plain = parts[0].replace("?", "");
      ObjectNode property = properties.putObject(plain);
      if (type.equals("list")) {
        property.put("type", "array").putObject("items").put("type", "string");
      } else {
        property.put("type", type);
      }
      if (!parts[0].endsWith("?")) {
        required.add(plain);
      }
    }
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    return schema;
  }
}
