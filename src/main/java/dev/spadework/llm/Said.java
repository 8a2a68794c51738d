package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Gemini said, as it is kept between calls: the {@code content} of its answer unchanged, since
 * thought signatures must come back exactly where they were, and our id for each call in it.
 *
 * @param ids ours, one for each function call, in order
 * @param content {@code parts} and {@code role}
 */
record Said(List<String> ids, JsonNode content) {
  /** Keeps numbers as they were written, so that a round trip changes no byte. */
  static final ObjectMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String PROVIDER = "gemini";

  /** Half a character, which JSON can spell and UTF-8 cannot. */
  private static final Pattern UNPAIRED = Pattern.compile("\\p{Cs}");

  Said {
    ids = List.copyOf(ids);
  }

  static Said of(String raw) {
    try {
      JsonNode said = EXACT.readTree(raw).path(PROVIDER);
      if (said.isObject()) {
        List<String> ids = new ArrayList<>();
        said.path("ids").forEach(id -> ids.add(id.asText()));
        return new Said(ids, said.path("content"));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A kept reply is not JSON", e);
    }
    throw new IllegalArgumentException("A kept reply is not one of " + PROVIDER + "'s");
  }

  /** One line that {@link #of} reads; it holds no half characters, so any store keeps it. */
  String raw() {
    ObjectNode root = EXACT.createObjectNode();
    ObjectNode said = root.putObject(PROVIDER);
    ids.forEach(said.putArray("ids")::add);
    said.set("content", content);
    return UNPAIRED.matcher(root.toString()).replaceAll("\uFFFD");
  }

  /** Whether there is anything that can be sent back. A thought alone is not. */
  boolean isEmpty() {
    return text().isEmpty() && functions().isEmpty();
  }

  /** What was said beside thoughts and calls. */
  String text() {
    return parts().stream()
        .filter(part -> part.path("text").isTextual() && !part.path("thought").asBoolean())
        .map(part -> part.get("text").asText())
        .collect(Collectors.joining());
  }

  List<ToolCall> calls() {
    List<JsonNode> functions = functions();
    List<ToolCall> calls = new ArrayList<>();
    for (int k = 0; k < functions.size(); k++) {
      JsonNode function = functions.get(k);
      // A function without parameters may come without arguments.
      JsonNode arguments =
          function.hasNonNull("args") ? function.get("args") : EXACT.createObjectNode();
      calls.add(new ToolCall(ids.get(k), function.path("name").asText(), arguments));
    }
    return calls;
  }

  /** The provider's own function calls, in order. */
  List<JsonNode> functions() {
    return parts().stream()
        .filter(part -> part.path("functionCall").isObject())
        .map(part -> part.get("functionCall"))
        .toList();
  }

  /** The content as it may be sent: arguments that are no object would be refused for ever. */
  JsonNode sendable() {
    if (calls().stream().noneMatch(ToolCall::malformed)) {
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

  private List<JsonNode> parts() {
    List<JsonNode> parts = new ArrayList<>();
    content.path("parts").forEach(parts::add);
    return parts;
  }
}
