package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** How a provider spells one message of its model's. */
interface Shape {
  /**
   * A call in a message.
   *
   * @param id the provider's own, which may be missing or repeat
   * @param arguments as they came; no object where they are malformed
   */
  record Function(Optional<String> id, String name, JsonNode arguments) {}

  /** What was said beside thoughts and calls. */
  String text(JsonNode content);

  List<Function> functions(JsonNode content);

  /**
   * The same message as it may be sent: whatever would be refused for ever is mended.
   *
   * @param ids ours, one for each call, for providers that match results by an id
   */
  JsonNode sendable(JsonNode content, List<String> ids);

  /** The message that says what another provider's model said; thoughts stay behind. */
  JsonNode foreign(String text, List<ToolCall> calls);

  /** The same message for another model of the provider, without what only its own reads. */
  default JsonNode forModel(JsonNode content) {
    return content;
  }
}
