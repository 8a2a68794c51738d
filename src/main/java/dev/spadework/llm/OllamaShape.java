package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A message of the assistant in Ollama's own protocol; arguments are an object. */
final class OllamaShape implements Shape {
  @Override
  public String text(JsonNode content) {
    return content.path("content").asText("");
  }

  @Override
  public List<Function> functions(JsonNode content) {
    return ChatMessages.functions(
        content,
        arguments ->
            arguments.isMissingNode() || arguments.isNull()
                ? Said.EXACT.createObjectNode()
                : arguments);
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
    return ChatMessages.message(
        text,
        calls,
        (one, call) ->
            one.putObject("function")
                .put("name", call.name())
                .set("arguments", ChatMessages.arguments(call)));
  }
}
