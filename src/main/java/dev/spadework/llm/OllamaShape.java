package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message of the assistant in Ollama's own protocol; arguments are an object. */
final class OllamaShape implements Shape {
  @Override
  public String text(JsonNode content) {
    return content.path("content").asText("");
  }

  @Override
  public List<Function> functions(JsonNode content) {
    List<Function> functions = new ArrayList<>();
    for (JsonNode call : content.path("tool_calls")) {
      JsonNode function = call.path("function");
      functions.add(
          new Function(
              Optional.ofNullable(call.path("id").asText(null)),
              function.path("name").asText(),
              function.hasNonNull("arguments")
                  ? function.get("arguments")
                  : Said.EXACT.createObjectNode()));
    }
    return functions;
  }

  @Override
  public JsonNode sendable(JsonNode content, List<String> ids) {
    JsonNode sent = content.deepCopy();
    for (JsonNode call : sent.path("tool_calls")) {
      if (call.get("function") instanceof ObjectNode function
          && !function.path("arguments").isObject()) {
        function.putObject("arguments");
      }
    }
    return sent;
  }

  @Override
  public JsonNode foreign(String text, List<ToolCall> calls) {
    ObjectNode message = Said.EXACT.createObjectNode().put("role", "assistant");
    message.put("content", text);
    if (!calls.isEmpty()) {
      ArrayNode all = message.putArray("tool_calls");
      for (ToolCall call : calls) {
        all.addObject()
            .putObject("function")
            .put("name", call.name())
            .set("arguments", call.malformed() ? Said.EXACT.createObjectNode() : call.arguments());
      }
    }
    return message;
  }
}
