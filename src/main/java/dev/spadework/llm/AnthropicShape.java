package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The content blocks of a message of Anthropic's. */
final class AnthropicShape implements Shape {
  private static final Set<String> THOUGHTS = Set.of("thinking", "redacted_thinking");

  @Override
  public String text(JsonNode content) {
    return blocks(content).stream()
        .filter(block -> type(block).equals("text"))
        .map(block -> block.path("text").asText())
        .collect(Collectors.joining());
  }

  @Override
  public List<Function> functions(JsonNode content) {
    return blocks(content).stream()
        .filter(block -> type(block).equals("tool_use"))
        .map(
            block ->
                new Function(
                    Optional.ofNullable(block.path("id").asText(null)),
                    block.path("name").asText(),
                    block.hasNonNull("input") ? block.get("input") : Said.EXACT.createObjectNode()))
        .toList();
  }

  /** Blocks of text without text are refused, and so is an input that is no object. */
  @Override
  public JsonNode sendable(JsonNode content, List<String> ids) {
    ArrayNode sent = Said.EXACT.createArrayNode();
    for (JsonNode block : content) {
      if (type(block).equals("tool_use") && !block.path("input").isObject()) {
        ObjectNode mended = block.deepCopy();
        mended.putObject("input");
        sent.add(mended);
      } else if (!type(block).equals("text") || !block.path("text").asText().isBlank()) {
        sent.add(block);
      }
    }
    return sent;
  }

  @Override
  public JsonNode foreign(String text, List<ToolCall> calls) {
    ArrayNode content = Said.EXACT.createArrayNode();
    if (!text.isBlank()) {
      content.addObject().put("type", "text").put("text", text);
    }
    for (ToolCall call : calls) {
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", id(call.id()))
          .put("name", call.name())
          .set("input", call.malformed() ? Said.EXACT.createObjectNode() : call.arguments());
    }
    return content;
  }

  /** Thoughts are signed for the model that had them. */
  @Override
  public JsonNode forModel(JsonNode content) {
    ArrayNode kept = Said.EXACT.createArrayNode();
    blocks(content).stream().filter(block -> !THOUGHTS.contains(type(block))).forEach(kept::add);
    return kept;
  }

  static boolean thinksFirst(JsonNode content) {
    return THOUGHTS.contains(type(content.path(0)));
  }

  /** Other providers' ids may have characters that Anthropic refuses. */
  private static String id(String ours) {
    return ours.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  private static String type(JsonNode block) {
    return block.path("type").asText();
  }

  private static List<JsonNode> blocks(JsonNode content) {
    List<JsonNode> blocks = new ArrayList<>();
    content.forEach(blocks::add);
    return blocks;
  }
}
