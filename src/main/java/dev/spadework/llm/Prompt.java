package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Everything a model is shown in one call. The same prompt makes the same bytes in every process,
 * and a prompt that only adds turns keeps the bytes of its beginning, so that prompt caches hit.
 *
 * @param system the system instruction; may be blank
 * @param tools the tools that may be called; may be empty
 * @param turns the transcript, oldest first; begins with a person
 * @param answerSchema JSON schema of the answer, where the answer is to be JSON
 * @param maxOutputTokens limit of the answer, thinking included
 */
public record Prompt(
    String system,
    List<ToolSpec> tools,
    List<Turn> turns,
    Optional<JsonNode> answerSchema,
    Thinking thinking,
    int maxOutputTokens) {
  public Prompt {
    tools = List.copyOf(tools);
    turns = List.copyOf(turns);
  }
}
