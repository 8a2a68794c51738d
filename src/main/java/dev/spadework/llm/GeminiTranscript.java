package dev.spadework.llm;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns as LangChain4j's messages. Between two turns of the model the results come first, in the
 * order of the calls, then what people said: Gemini refuses anything else.
 */
final class GeminiTranscript {
  private static final String NOTHING = "(no output)";

  private final List<ChatMessage> messages = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final List<Turn.ToolSaid> results = new ArrayList<>();
  private final List<UserMessage> people = new ArrayList<>();

  private GeminiTranscript() {}

  /**
   * @throws IllegalArgumentException if a call has no result or a result no call
   */
  static GeminiTranscript of(Prompt prompt) {
    GeminiTranscript transcript = new GeminiTranscript();
    if (!prompt.system().isBlank()) {
      transcript.messages.add(SystemMessage.from(prompt.system()));
    }
    for (Turn turn : prompt.turns()) {
      transcript.add(turn);
    }
    transcript.flush();
    return transcript;
  }

  List<ChatMessage> messages() {
    return messages;
  }

  /** The replies that were sent, in order. */
  List<Said> said() {
    return said;
  }

  /** The ids of all calls so far. */
  Set<String> ids() {
    return ids;
  }

  private void add(Turn turn) {
    if (turn instanceof Turn.Person person) {
      if (!person.text().isBlank()) {
        people.add(UserMessage.from(person.text()));
      }
    } else if (turn instanceof Turn.ToolSaid result) {
      results.add(result);
    } else if (turn instanceof Turn.ModelSaid model) {
      Said reply = Said.of(model.raw());
      if (!reply.isEmpty()) {
        flush();
        said.add(reply);
        ids.addAll(reply.ids());
        messages.add(message(reply));
      }
    }
  }

  private void flush() {
    Optional<Said> asked =
        said.isEmpty() || !(messages.get(messages.size() - 1) instanceof AiMessage)
            ? Optional.empty()
            : Optional.of(said.get(said.size() - 1));
    List<ToolCall> calls = asked.map(Said::calls).orElse(List.of());
    for (int k = 0; k < calls.size(); k++) {
      messages.add(
          result(calls.get(k), asked.orElseThrow().functions().get(k).path("id").asText(null)));
    }
    if (!results.isEmpty()) {
      throw new IllegalArgumentException(
          "The result " + results.get(0).callId() + " answers no call of the turn before it");
    }
    messages.addAll(people);
    people.clear();
  }

  private ToolExecutionResultMessage result(ToolCall call, @Nullable String providersId) {
    Turn.ToolSaid result =
        results.stream()
            .filter(one -> one.callId().equals(call.id()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("The call " + call.id() + " has no result"));
    results.remove(result);
    String text = result.text().isEmpty() ? NOTHING : result.text();
    // Gemini has no field for failures, and LangChain4j drops its own.
    return ToolExecutionResultMessage.from(
        providersId, call.name(), result.error() ? "ERROR: " + text : text);
  }

  /** A stand-in that keeps the place; {@link GeminiRequest} puts the content itself there. */
  private static AiMessage message(Said reply) {
    List<ToolExecutionRequest> calls =
        reply.calls().stream()
            .map(
                call ->
                    ToolExecutionRequest.builder()
                        .id(call.id())
                        .name(call.name())
                        .arguments("{}")
                        .build())
            .toList();
    return AiMessage.builder().text(reply.text()).toolExecutionRequests(calls).build();
  }
}
