package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gemini's {@code Content}: {@code parts} and {@code role}. */
final class GeminiShape implements Shape {
  /**
   * What Google has one write for a call that no Gemini made
   * (ai.google.dev/gemini-api/docs/thought-signatures).
   */
  private static final String UNSIGNED = "skip_thought_signature_validator";

  @Override
  public String text(JsonNode content) {
    return parts(content).stream()
        .filter(part -> part.path("text").isTextual() && !part.path("thought").asBoolean())
        .map(part -> part.get("text").asText())
        .collect(Collectors.joining());
  }

  @Override
  public List<Function> functions(JsonNode content) {
    return parts(content).stream()
        .filter(part -> part.path("functionCall").isObject())
        .map(part -> part.get("functionCall"))
        .map(
            call ->
                new Function(
                    Optional.ofNullable(call.path("id").asText(null)),
                    call.path("name").asText(),
                    // A function without parameters may come without arguments.
                    call.hasNonNull("args") ? call.get("args") : Said.EXACT.createObjectNode()))
        .toList();
  }

  /** Arguments that are no object would be refused for ever. */
  @Override
  public JsonNode sendable(JsonNode content, List<String> ids) {
    if (functions(content).stream().allMatch(call -> call.arguments().isObject())) {
      return content;
    }
    JsonNode copy = content.deepCopy();
    for (JsonNode part : copy.path("parts")) {
      if (part.get("functionCall") instanceof ObjectNode function
          && !function.path("args").isObject()) {
        function.putObject("args");
      }
    }
    return copy;
  }

  @Override
  public JsonNode foreign(String text, List<ToolCall> calls) {
    ObjectNode content = Said.EXACT.createObjectNode();
    ArrayNode parts = content.putArray("parts");
    if (!text.isBlank()) {
      parts.addObject().put("text", text);
    }
    for (ToolCall call : calls) {
      ObjectNode part = parts.addObject();
      part.putObject("functionCall")
          .put("name", call.name())
          .set("args", call.malformed() ? Said.EXACT.createObjectNode() : call.arguments());
      if (call == calls.get(0)) {
        part.put("thoughtSignature", UNSIGNED);
      }
    }
    return content.put("role", "model");
  }

  private static List<JsonNode> parts(JsonNode content) {
    List<JsonNode> parts = new ArrayList<>();
    content.path("parts").forEach(parts::add);
    return parts;
  }
}
