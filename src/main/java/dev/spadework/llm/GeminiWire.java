package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.spadework.llm.ModelException.Kind;
import dev.spadework.llm.Reply.Ending;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Google AI Gemini. LangChain4j 1.18.1 sends one message per tool result where Gemini wants one for
 * all, joins the signatures of an answer into one, writes the parameters of tools in the order of
 * their hashes, and fails on a blocked prompt, a response without usage, and reasons for stopping
 * that are newer than itself.
 */
final class GeminiWire implements Wire {
  @Override
  public ChatModel client(
      ModelSettings.Access access, String model, Prompt prompt, HttpClientBuilder http) {
    return GoogleAiGeminiChatModel.builder()
        .httpClientBuilder(http)
        .apiKey(access.key())
        .baseUrl(access.baseUrl())
        .modelName(model)
        .maxRetries(0)
        .returnThinking(true)
        .sendThinking(true)
        .thinkingConfig(thinking(model, prompt))
        .build();
  }

  @Override
  public void ask(ChatRequest.Builder request, Prompt prompt) {
    prompt
        .answerSchema()
        .map(schema -> JsonSchema.builder().rootElement(JsonRawSchema.from(schema.toString())))
        .map(
            schema ->
                ResponseFormat.builder().type(ResponseFormatType.JSON).jsonSchema(schema.build()))
        .ifPresent(format -> request.responseFormat(format.build()));
  }

  /**
   * Models of generation 3 take a level, those of 2.5 a budget of tokens, older ones neither
   * (ai.google.dev/gemini-api/docs/thinking). Gemini 3 Pro knows no middle level.
   */
  private static @Nullable GeminiThinkingConfig thinking(String model, Prompt prompt) {
    if (model.startsWith("gemini-1") || model.startsWith("gemini-2.0")) {
      return null;
    }
    GeminiThinkingConfig.Builder config = GeminiThinkingConfig.builder().includeThoughts(false);
    if (model.startsWith("gemini-2.5")) {
      int budget =
          switch (prompt.thinking()) {
            case LOW -> 1024;
            case MEDIUM -> 4096;
            case HIGH -> 8192;
          };
      // The budget counts towards the limit of the answer, of which half is left for words.
      return config.thinkingBudget(Math.min(budget, prompt.maxOutputTokens() / 2)).build();
    }
    boolean noMiddle = model.startsWith("gemini-3-pro") && prompt.thinking() == Thinking.MEDIUM;
    Thinking level = noMiddle ? Thinking.HIGH : prompt.thinking();
    return config.thinkingLevel(level.name().toLowerCase(Locale.ROOT)).build();
  }

  @Override
  public String body(String written, String model, Prompt prompt, List<Said> said) {
    ObjectNode body = Written.object(written);
    JsonNode contents = contents(body.path("contents"), said.iterator());
    withoutDefaults((ObjectNode) body.path("generationConfig"));
    Map<String, ToolSpec> byName =
        prompt.tools().stream().collect(Collectors.toMap(ToolSpec::name, spec -> spec));
    for (JsonNode tool : body.path("tools")) {
      for (JsonNode declaration : tool.path("functionDeclarations")) {
        JsonNode schema = byName.get(declaration.path("name").asText()).parametersSchema();
        // The alternative to "parameters", which takes JSON schema as it is:
        // ai.google.dev/api/caching#FunctionDeclaration.
        ((ObjectNode) declaration).set("parametersJsonSchema", schema);
      }
    }
    // Last what grows: a request that only adds to another then begins with its bytes.
    body.remove("contents");
    body.set("contents", contents);
    return body.toString();
  }

  /** What LangChain4j writes although Gemini takes it so anyway. */
  private static void withoutDefaults(ObjectNode config) {
    if (config.path("responseMimeType").asText().equals("text/plain")) {
      config.remove("responseMimeType");
    }
    config.remove(List.of("candidateCount", "responseLogprobs", "enableEnhancedCivicAnswers"));
  }

  private static ArrayNode contents(JsonNode written, Iterator<Said> said) {
    ArrayNode contents = Said.EXACT.createArrayNode();
    boolean lastIsUsers = false;
    for (JsonNode content : written) {
      boolean users = content.path("role").asText().equals("user");
      if (!users) {
        contents.add(said.next().sendable());
      } else if (lastIsUsers) {
        ArrayNode parts = (ArrayNode) contents.get(contents.size() - 1).get("parts");
        content.path("parts").forEach(parts::add);
      } else {
        contents.add(content);
      }
      lastIsUsers = users;
    }
    return contents;
  }

  @Override
  public Optional<Heard> read(JsonNode root, String model, Prompt prompt, Set<String> taken) {
    JsonNode candidate = root.path("candidates").path(0);
    boolean blocked = root.path("promptFeedback").has("blockReason");
    if (!candidate.isObject() && !blocked && !root.has("usageMetadata")) {
      return Optional.empty();
    }
    Said said = Said.heard(Provider.GEMINI, "", content(candidate), taken);
    Ending ending = blocked ? Ending.BLOCKED : ending(candidate.path("finishReason").asText());
    return Optional.of(new Heard(said, ending, usage(root.path("usageMetadata"))));
  }

  /** Names of ai.google.dev/api/generate-content#FinishReason. */
  private static Ending ending(String reason) {
    return switch (reason) {
      case "STOP" -> Ending.STOP;
      case "MAX_TOKENS" -> Ending.LENGTH;
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION" ->
          Ending.BLOCKED;
      case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS" ->
          Ending.MALFORMED;
      default -> Ending.OTHER;
    };
  }

  private static JsonNode content(JsonNode candidate) {
    if (candidate.path("content").path("parts").isArray()) {
      ObjectNode content = candidate.get("content").deepCopy();
      return content.put("role", "model");
    }
    ObjectNode empty = Said.EXACT.createObjectNode();
    empty.putArray("parts");
    return empty.put("role", "model");
  }

  /** The prompt's count includes what was cached; the candidates' excludes thinking. */
  private static Optional<Usage> usage(JsonNode counts) {
    if (!counts.path("promptTokenCount").isIntegralNumber()) {
      return Optional.empty();
    }
    long input = Written.count(counts, "promptTokenCount");
    return Optional.of(
        new Usage(
            input,
            Math.min(input, Written.count(counts, "cachedContentTokenCount")),
            Written.count(counts, "candidatesTokenCount"),
            Written.count(counts, "thoughtsTokenCount")));
  }

  @Override
  public String plain(String text) {
    ObjectNode plain = Said.EXACT.createObjectNode();
    ObjectNode candidate = plain.putArray("candidates").addObject();
    candidate.putObject("content").putArray("parts").addObject().put("text", text);
    candidate.put("finishReason", "STOP");
    plain.putObject("usageMetadata").put("promptTokenCount", 0);
    return plain.toString();
  }

  /** A wrong key is a 400 here, and a quota of the day a 429 that no wait of minutes helps. */
  @Override
  public Optional<Kind> kind(int status, JsonNode error) {
    boolean key = error.path("message").asText().startsWith("API key ");
    boolean day = false;
    for (JsonNode detail : error.path("details")) {
      key |= detail.path("reason").asText().startsWith("API_KEY_");
      for (JsonNode violation : detail.path("violations")) {
        day |= violation.path("quotaId").asText().contains("PerDay");
      }
    }
    if (status == 400 && key) {
      return Optional.of(Kind.UNAUTHORISED);
    }
    return status == 429 && day ? Optional.of(Kind.QUOTA) : Optional.empty();
  }

  @Override
  public String wait(JsonNode error) {
    String asked = "";
    for (JsonNode detail : error.path("details")) {
      if (detail.path("@type").asText().endsWith("google.rpc.RetryInfo")) {
        asked = detail.path("retryDelay").asText(asked);
      }
    }
    return asked;
  }
}
