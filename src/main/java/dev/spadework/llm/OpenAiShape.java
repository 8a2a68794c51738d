package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    List<Function> functions = new ArrayList<>();
    for (JsonNode call : content.path("tool_calls")) {
      JsonNode function = call.path("function");
      functions.add(
          new Function(
              Optional.ofNullable(call.path("id").asText(null)),
              function.path("name").asText(),
              arguments(function.path("arguments"))));
    }
    return functions;
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
    ObjectNode message = Said.EXACT.createObjectNode().put("role", "assistant");
    message.put("content", text);
    if (!calls.isEmpty()) {
      ArrayNode all = message.putArray("tool_calls");
      for (ToolCall call : calls) {
        ObjectNode one = all.addObject().put("id", call.id()).put("type", "function");
        one.putObject("function")
            .put("name", call.name())
            .put("arguments", call.malformed() ? "{}" : call.arguments().toString());
      }
    }
    return message;
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
