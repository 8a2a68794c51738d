package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.llm.Reply.Ending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A response of Gemini's: what must be kept of it, and a plainer one that LangChain4j 1.18.1 can
 * read. That version fails on a blocked prompt, a response without usage, and reasons for stopping
 * that are newer than itself.
 *
 * @param said the content, with ids for its calls
 * @param counted whether it names its tokens
 * @param plain the response without what LangChain4j cannot read
 */
record GeminiResponse(Said said, Ending ending, boolean counted, String plain) {

  /**
   * Reads a response, or nothing if it is not one.
   *
   * @param taken ids of the conversation's calls so far
   */
  static Optional<GeminiResponse> of(String body, Set<String> taken) {
    JsonNode root;
    try {
      root = Said.EXACT.readTree(body);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    JsonNode candidate = root.path("candidates").path(0);
    boolean blocked = root.path("promptFeedback").has("blockReason");
    if (!candidate.isObject() && !blocked && !root.has("usageMetadata")) {
      return Optional.empty();
    }
    JsonNode content = content(candidate);
    Said said = new Said(ids(content, taken), content);
    Ending ending = blocked ? Ending.BLOCKED : ending(candidate.path("finishReason").asText());
    boolean counted = root.path("usageMetadata").path("promptTokenCount").isIntegralNumber();
    return Optional.of(new GeminiResponse(said, ending, counted, plain(root, said)));
  }

  /** Names of ai.google.dev/api/generate-content#FinishReason. */
  private static Ending ending(String reason) {
    return switch (reason) {
      case "STOP" -> Ending.STOP;
      case "MAX_TOKENS" -> Ending.LENGTH;
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION" ->
          Ending.BLOCKED;
      case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS" ->
          Ending.MALFORMED;
      default -> Ending.OTHER;
    };
  }

  private static JsonNode content(JsonNode candidate) {
    if (candidate.path("content").path("parts").isArray()) {
      ObjectNode content = candidate.get("content").deepCopy();
      return content.put("role", "model");
    }
    ObjectNode empty = Said.EXACT.createObjectNode();
    empty.putArray("parts");
    return empty.put("role", "model");
  }

  private static List<String> ids(JsonNode content, Set<String> taken) {
    List<String> ids = new ArrayList<>();
    Set<String> used = new HashSet<>(taken);
    String mark = Integer.toHexString(content.toString().hashCode());
    for (JsonNode function : new Said(List.of(), content).functions()) {
      String id = function.path("id").asText("");
      if (id.isBlank() || used.contains(id)) {
        // The mark keeps it apart from calls of turns that have since been folded away.
        id = "call-" + taken.size() + "-" + ids.size() + "-" + mark;
      }
      used.add(id);
      ids.add(id);
    }
    return ids;
  }

  private static String plain(JsonNode root, Said said) {
    ObjectNode plain = Said.EXACT.createObjectNode();
    ObjectNode candidate = plain.putArray("candidates").addObject();
    ArrayNode parts = candidate.putObject("content").putArray("parts");
    if (!said.text().isEmpty()) {
      parts.addObject().put("text", said.text());
    }
    for (ToolCall call : said.calls()) {
      ObjectNode function = parts.addObject().putObject("functionCall");
      function.put("id", call.id()).put("name", call.name()).putObject("args");
    }
    candidate.put("finishReason", "STOP");
    ObjectNode usage = plain.putObject("usageMetadata");
    for (Map.Entry<String, JsonNode> count : root.path("usageMetadata").properties()) {
      if (count.getValue().canConvertToInt() && count.getValue().asInt() >= 0) {
        usage.set(count.getKey(), count.getValue());
      }
    }
    return plain.toString();
  }
}
