package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.spadework.llm.ModelException.Kind;
import dev.spadework.llm.Reply.Ending;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * OpenAI's Chat Completions (platform.openai.com/docs/api-reference/chat), which many servers
 * speak. LangChain4j 1.18.1 writes tool parameters in an order of its own and drops what it does
 * not know of a message, such as the reasoning that some servers want back.
 */
final class OpenAiWire implements Wire {
  /** Those that think; behind gateways the maker stands before the name. */
  private static final Pattern REASONS =
      Pattern.compile("(?:.*/)?(?:gpt-[5-9](?!.*-chat)|o[1-9]).*");

  /**
   * Of them, those that take tools here only if they do not think: "Function tools with
   * reasoning_effort are not supported … in /v1/chat/completions"
   * (github.com/openai/openai-openapi, issue 541; livekit/agents, pull request 5088).
   */
  private static final Pattern TOOLS_OR_THOUGHT =
      Pattern.compile("(?:.*/)?(?:gpt-5\\.[2-9]|gpt-[6-9]).*");

  /** What belongs to an answer only; servers that check strictly refuse it in a request. */
  private static final List<String> ANSWERS_ONLY = List.of("refusal", "annotations", "audio");

  @Override
  public ChatModel client(
      ModelSettings.Access access, String model, Prompt prompt, HttpClientBuilder http) {
    return OpenAiChatModel.builder()
        .httpClientBuilder(http)
        .apiKey(access.key())
        .baseUrl(access.baseUrl())
        .modelName(model)
        .maxRetries(0)
        .build();
  }

  @Override
  public String body(String written, String model, Prompt prompt, List<Said> said) {
    ObjectNode body =
        ChatMessages.body(written, prompt, messages -> messages(messages, said.iterator()));
    body.remove(List.of("max_tokens", "max_completion_tokens"));
    boolean reasons = REASONS.matcher(model).matches();
    // Servers that are not OpenAI's know the old name; models that think refuse it.
    body.put(reasons ? "max_completion_tokens" : "max_tokens", prompt.maxOutputTokens());
    if (reasons) {
      boolean tools = !prompt.tools().isEmpty() && TOOLS_OR_THOUGHT.matcher(model).matches();
      String level = prompt.thinking().name().toLowerCase(Locale.ROOT);
      body.put("reasoning_effort", tools ? "none" : level);
    }
    prompt.answerSchema().ifPresent(schema -> body.set("response_format", format(schema)));
    return body.toString();
  }

  private static ObjectNode format(JsonNode schema) {
    ObjectNode format = Said.EXACT.createObjectNode().put("type", "json_schema");
    format
        .putObject("json_schema")
        .put("name", "answer")
        .put("strict", true)
        .set("schema", Written.closed(schema));
    return format;
  }

  private static ArrayNode messages(JsonNode written, Iterator<Said> said) {
    ArrayNode messages = Said.EXACT.createArrayNode();
    for (JsonNode message : written) {
      if (ChatMessages.isAssistant(message)) {
        ObjectNode verbatim = (ObjectNode) said.next().sendable();
        verbatim.remove(ANSWERS_ONLY);
        messages.add(verbatim);
      } else {
        messages.add(message);
      }
    }
    return messages;
  }

  @Override
  public Optional<Heard> read(JsonNode root, String model, Prompt prompt, Set<String> taken) {
    JsonNode choice = root.path("choices").path(0);
    if (!choice.isObject() && !(root.path("choices").isArray() && root.has("usage"))) {
      return Optional.empty();
    }
    ObjectNode message = ChatMessages.assistant();
    List<String> empty = new ArrayList<>();
    if (choice.get("message") instanceof ObjectNode answered) {
      message.setAll(answered);
      message.put("role", "assistant");
      message
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isNull() && !field.getKey().equals("content")) {
                  empty.add(field.getKey());
                }
              });
      message.remove(empty);
    }
    Said said = Said.heard(Provider.OPENAI, model, message, taken);
    boolean refused = message.path("refusal").isTextual();
    Ending ending =
        refused
            ? Ending.BLOCKED
            : ending(choice.path("finish_reason").asText(), !said.ids().isEmpty());
    return Optional.of(new Heard(said, ending, usage(root.path("usage"))));
  }

  private static Ending ending(String reason, boolean calls) {
    return switch (reason) {
      case "stop", "tool_calls", "function_call" -> Ending.STOP;
      case "length" -> Ending.LENGTH;
      case "content_filter" -> Ending.BLOCKED;
      // Some servers name no reason, or one of their own, beside calls that are whole.
      default -> calls ? Ending.STOP : Ending.OTHER;
    };
  }

  /**
   * The prompt's count includes what was cached; the completion's includes reasoning, at some
   * makers only in the total.
   */
  private static Optional<Usage> usage(JsonNode counts) {
    if (!counts.path("prompt_tokens").isIntegralNumber()) {
      return Optional.empty();
    }
    long input = Written.count(counts, "prompt_tokens");
    long cached =
        Math.max(
            Written.count(counts.path("prompt_tokens_details"), "cached_tokens"),
            Written.count(counts, "prompt_cache_hit_tokens"));
    long completion = Written.count(counts, "completion_tokens");
    long reasoning = Written.count(counts.path("completion_tokens_details"), "reasoning_tokens");
    boolean within =
        reasoning <= completion
            && Written.count(counts, "total_tokens") < input + completion + reasoning;
    return Optional.of(
        new Usage(
            input,
            Math.min(input, cached),
            within ? completion - reasoning : completion,
            reasoning));
  }

  @Override
  public String plain(String text) {
    ObjectNode plain = Said.EXACT.createObjectNode().put("id", "plain");
    ObjectNode choice = plain.putArray("choices").addObject().put("index", 0);
    choice.set("message", ChatMessages.assistant().put("content", text));
    choice.put("finish_reason", "stop");
    return plain.toString();
  }

  /** Azure's filter answers with an error. */
  @Override
  public Optional<Kind> kind(int status, JsonNode error) {
    String code = error.path("code").asText();
    return status == 400
            && (code.equals("content_filter") || code.equals("content_policy_violation"))
        ? Optional.of(Kind.FILTERED)
        : Optional.empty();
  }
}
