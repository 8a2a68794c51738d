package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** A message of the assistant in Chat Completions; arguments are JSON inside a string. */
final class OpenAiShape implements Shape {
  @Override
  public String text(JsonNode content) {
    JsonNode words = content.path("content");
    if (words.isArray()) {
      StringBuilder text = new StringBuilder();
      words.forEach(part -> text.append(part.path("text").asText("")));
      return text.toString();
    }
    return words.isTextual() ? words.asText() : "";
  }

  @Override
  public List<Function> functions(JsonNode content) {
    return ChatMessages.functions(content, OpenAiShape::arguments);
  }

  /** Broken arguments make servers that parse them fail on every later request. */
  @Override
  public JsonNode sendable(JsonNode content, List<String> ids) {
    ObjectNode sent = content.deepCopy();
    List<Function> functions = functions(content);
    for (int k = 0; k < functions.size(); k++) {
      ObjectNode call = (ObjectNode) sent.path("tool_calls").path(k);
      if (functions.get(k).id().orElse("").isBlank()) {
        call.put("id", ids.get(k));
      }
      if (!functions.get(k).arguments().isObject()) {
        call.withObjectProperty("function").put("arguments", "{}");
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
            one.put("id", call.id())
                .put("type", "function")
                .putObject("function")
                .put("name", call.name())
                .put("arguments", ChatMessages.arguments(call).toString()));
  }

  /** The object in the string; the string itself where there is none in it. */
  private static JsonNode arguments(JsonNode written) {
    if (written.isObject()) {
      return written;
    }
    String text = written.asText("");
    if (text.isBlank()) {
      return Said.EXACT.createObjectNode();
    }
    try {
      JsonNode read = Said.EXACT.readTree(text);
      return read.isObject() ? read : TextNode.valueOf(text);
    } catch (JsonProcessingException e) {
      // Shown to the model as it was, with what a call has to look like.
      return TextNode.valueOf(text);
    }
  }
}
