package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.spadework.llm.Reply.Ending;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Ollama's own protocol (docs.ollama.com/api/chat), not streamed. LangChain4j 1.18.1 drops the
 * thinking of kept messages and the name of the tool that a result is of.
 */
final class OllamaWire implements Wire {
  /** Smallest window that is asked for; each size loads the model anew, so there are few. */
  private static final long SMALLEST = 16_384;

  private static final long LARGEST = 262_144;

  @Override
  public ChatModel client(
      ModelSettings.Access access, String model, Prompt prompt, HttpClientBuilder http) {
    return OllamaChatModel.builder()
        .httpClientBuilder(http)
        .baseUrl(access.baseUrl())
        .modelName(model)
        .maxRetries(0)
        .build();
  }

  @Override
  public String body(String written, String model, Prompt prompt, List<Said> said) {
    ObjectNode body =
        ChatMessages.body(written, prompt, messages -> messages(messages, said.iterator()));
    ObjectNode options = Said.EXACT.createObjectNode();
    options.put("num_predict", prompt.maxOutputTokens()).put("num_ctx", window(prompt));
    body.set("options", options);
    body.put("stream", false);
    if (model.contains("gpt-oss")) {
      // Of the others some do not think, and refuse to be asked to.
      body.put("think", prompt.thinking().name().toLowerCase(Locale.ROOT));
    }
    prompt.answerSchema().ifPresent(schema -> body.set("format", schema));
    return body.toString();
  }

  /** Ollama's own choice is small, and it cuts off the beginning of what is longer, silently. */
  private static long window(Prompt prompt) {
    long needed = Tokens.worst(prompt) + prompt.maxOutputTokens();
    long window = SMALLEST;
    while (window < needed && window < LARGEST) {
      window *= 2;
    }
    return window;
  }

  private static ArrayNode messages(JsonNode written, Iterator<Said> said) {
    ArrayNode messages = Said.EXACT.createArrayNode();
    Deque<Shape.Function> open = new ArrayDeque<>();
    for (JsonNode message : written) {
      if (ChatMessages.isAssistant(message)) {
        Said reply = said.next();
        open.clear();
        open.addAll(reply.functions());
        messages.add(reply.sendable());
      } else if (message.path("role").asText().equals("tool")) {
        ObjectNode result = Said.EXACT.createObjectNode().put("role", "tool");
        result.put("content", message.path("content").asText());
        Shape.Function call = open.removeFirst();
        result.put("tool_name", call.name());
        call.id().ifPresent(id -> result.put("tool_call_id", id));
        messages.add(result);
      } else {
        messages.add(message);
      }
    }
    return messages;
  }

  @Override
  public Optional<Heard> read(JsonNode root, String model, Prompt prompt, Set<String> taken) {
    if (!root.path("message").isObject() && !root.path("done").asBoolean()) {
      return Optional.empty();
    }
    ObjectNode message = ChatMessages.assistant();
    if (root.get("message") instanceof ObjectNode answered) {
      message.setAll(answered);
    }
    Said said = Said.heard(Provider.OLLAMA, model, message, taken);
    Ending ending =
        switch (root.path("done_reason").asText("stop")) {
          case "stop" -> Ending.STOP;
          case "length" -> Ending.LENGTH;
          default -> Ending.OTHER;
        };
    return Optional.of(new Heard(said, ending, usage(root)));
  }

  private static Optional<Usage> usage(JsonNode root) {
    // Thinking is part of what was evaluated, and a prompt that is cached whole has no count.
    return root.path("prompt_eval_count").isIntegralNumber()
        ? Optional.of(
            new Usage(
                Written.count(root, "prompt_eval_count"), 0, Written.count(root, "eval_count"), 0))
        : Optional.empty();
  }

  @Override
  public String plain(String text) {
    ObjectNode plain = Said.EXACT.createObjectNode().put("model", "plain");
    plain.put("created_at", "2026-01-01T00:00:00Z");
    plain.set("message", ChatMessages.assistant().put("content", text));
    return plain.put("done", true).put("done_reason", "stop").toString();
  }
}
