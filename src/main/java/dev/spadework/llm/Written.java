package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON that LangChain4j or a provider wrote, as the wires need it. */
final class Written {
  private Written() {}

  static ObjectNode object(String written) {
    try {
      return (ObjectNode) Said.EXACT.readTree(written);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("LangChain4j writes JSON", e);
    }
  }

  /** A count of tokens; 0 where it is missing or none. */
  static long count(JsonNode counts, String name) {
    JsonNode count = counts.path(name);
    return count.isIntegralNumber() ? Math.max(0, count.asLong()) : 0;
  }

  /**
   * A schema that allows nothing beside what it names, which OpenAI's strict mode and Anthropic's
   * structured outputs want said of every object.
   */
  static JsonNode closed(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.path("type").asText().equals("object")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(Written::close);
  }
}
