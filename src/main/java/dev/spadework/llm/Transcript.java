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
 * order of the calls, then what people said: providers refuse anything else.
 */
final class Transcript {
  private static final String NOTHING = "(no output)";

  private final Provider provider;
  private final String model;
  private final List<ChatMessage> messages = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final List<Turn.ToolSaid> results = new ArrayList<>();
  private final List<UserMessage> people = new ArrayList<>();

  private Transcript(Provider provider, String model) {
    this.provider = provider;
    this.model = model;
  }

  /**
   * @throws IllegalArgumentException if a call has no result or a result no call
   */
  static Transcript of(Prompt prompt, Provider provider, String model) {
    Transcript transcript = new Transcript(provider, model);
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

  /** The replies that are sent, in order. */
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
    } else if (turn instanceof Turn.ModelSaid spoken) {
      Said reply = Said.of(spoken.raw()).shownTo(provider, this.model);
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
    List<Shape.Function> sent =
        asked.map(one -> provider.shape().functions(one.sendable())).orElse(List.of());
    for (int k = 0; k < calls.size(); k++) {
      messages.add(result(calls.get(k), sent.get(k).id().orElse(null)));
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
    // Only Anthropic has a field for failures, so the others are told in words.
    return ToolExecutionResultMessage.builder()
        .id(providersId)
        .toolName(call.name())
        .text(result.error() ? "ERROR: " + text : text)
        .isError(result.error())
        .build();
  }

  /** A stand-in that keeps the place; the {@link Wire} puts the content itself there. */
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
