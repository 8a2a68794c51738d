package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.llm.Shape.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * What OpenAI's Chat Completions and Ollama's protocol have in common: messages with a role, and
 * tools and calls of them as functions.
 */
final class ChatMessages {
  private ChatMessages() {}

  /**
   * LangChain4j's body with these messages in it, and with the parameters of the tools as they are
   * declared.
   */
  static ObjectNode body(String written, Prompt prompt, UnaryOperator<JsonNode> messages) {
    ObjectNode body = Written.object(written);
    body.set("messages", messages.apply(body.path("messages")));
    for (int k = 0; k < prompt.tools().size(); k++) {
      ((ObjectNode) body.path("tools").path(k).path("function"))
          .set("parameters", prompt.tools().get(k).parametersSchema());
    }
    return body;
  }

  /** An empty message of the model's. */
  static ObjectNode assistant() {
    return Said.EXACT.createObjectNode().put("role", "assistant");
  }

  static boolean isAssistant(JsonNode message) {
    return message.path("role").asText().equals("assistant");
  }

  /**
   * The calls in a message.
   *
   * @param arguments what was written, which may be missing, as the arguments that it stands for
   */
  static List<Function> functions(JsonNode content, UnaryOperator<JsonNode> arguments) {
    List<Function> functions = new ArrayList<>();
    for (JsonNode call : content.path("tool_calls")) {
      JsonNode function = call.path("function");
      functions.add(
          new Function(
              Optional.ofNullable(call.path("id").asText(null)),
              function.path("name").asText(),
              arguments.apply(function.path("arguments"))));
    }
    return functions;
  }

  /**
   * A message that says what another provider's model said.
   *
   * @param write puts into a call of the message what of it this protocol wants
   */
  static ObjectNode message(
      String text, List<ToolCall> calls, BiConsumer<ObjectNode, ToolCall> write) {
    ObjectNode message = assistant().put("content", text);
    if (!calls.isEmpty()) {
      ArrayNode all = message.putArray("tool_calls");
      calls.forEach(call -> write.accept(all.addObject(), call));
    }
    return message;
  }

  /** The arguments of a call; none where they are malformed. */
  static JsonNode arguments(ToolCall call) {
    return call.malformed() ? Said.EXACT.createObjectNode() : call.arguments();
  }
}
