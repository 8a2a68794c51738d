package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool call that the model asks for.
 *
 * @param id unique within the conversation; our own where the provider gives none or repeats one
 * @param arguments an object, unless the call is malformed
 */
public record ToolCall(String id, String name, JsonNode arguments) {
  /** Whether the arguments are not a JSON object, so that no tool can take them. */
  public boolean malformed() {
    return !arguments.isObject();
  }
}
