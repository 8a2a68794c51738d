package dev.spadework.llm;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.spadework.llm.ModelException.Kind;
import dev.spadework.redact.Redactor;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Google AI Gemini through LangChain4j. */
final class GeminiModel implements Model {
  private final String model;
  private final ModelSettings.Access access;
  private final HttpClient http;
  private final GeminiFailure failure;

  GeminiModel(String model, ModelSettings.Access access, HttpClient http) {
    this.model = model;
    this.access = access;
    this.http = http;
    this.failure = new GeminiFailure(name(), Redactor.of(List.of(access.key())));
  }

  @Override
  public String name() {
    return "gemini:" + model;
  }

  @Override
  public Reply ask(Prompt prompt, Duration deadline) throws ModelException, InterruptedException {
    GeminiTranscript transcript = GeminiTranscript.of(prompt);
    GeminiCall call = new GeminiCall(http, failure, prompt, transcript, deadline);
    long start = System.nanoTime();
    ChatResponse answer = chat(prompt, transcript, call);
    GeminiResponse response = call.response().orElseThrow();
    return new Reply(
        Optional.ofNullable(answer.aiMessage().text()).orElse(""),
        response.said().calls(),
        usage(answer.metadata().tokenUsage(), call, response),
        response.ending(),
        response.said().raw(),
        name(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private ChatResponse chat(Prompt prompt, GeminiTranscript transcript, GeminiCall call)
      throws ModelException, InterruptedException {
    // One client per call: thinking is a setting of the client, and the HTTP is bound to the call.
    GoogleAiGeminiChatModel client =
        GoogleAiGeminiChatModel.builder()
            .httpClientBuilder(call)
            .apiKey(access.key())
            .baseUrl(access.baseUrl())
            .modelName(model)
            .maxRetries(0)
            .returnThinking(true)
            .sendThinking(true)
            .thinkingConfig(thinking(prompt))
            .build();
    try {
      return client.chat(request(prompt, transcript));
    } catch (GeminiCall.Failed e) {
      if (e.why() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw (ModelException) e.why();
    } catch (RuntimeException e) {
      // LangChain4j wraps whatever fails on an interrupted thread.
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while asking " + name());
      }
      if (call.response().isEmpty()) {
        throw e;
      }
      throw failure.failure(
          Kind.BAD_REPLY, "an answer that cannot be read (" + failure.line("" + e) + ")");
    }
  }

  private static ChatRequest request(Prompt prompt, GeminiTranscript transcript) {
    ChatRequest.Builder request =
        ChatRequest.builder()
            .messages(transcript.messages())
            .toolSpecifications(
                prompt.tools().stream()
                    .map(
                        tool ->
                            ToolSpecification.builder()
                                .name(tool.name())
                                .description(tool.description())
                                .build())
                    .toList())
            .maxOutputTokens(prompt.maxOutputTokens());
    prompt
        .answerSchema()
        .map(schema -> JsonSchema.builder().rootElement(JsonRawSchema.from(schema.toString())))
        .map(
            schema ->
                ResponseFormat.builder().type(ResponseFormatType.JSON).jsonSchema(schema.build()))
        .ifPresent(format -> request.responseFormat(format.build()));
    return request.build();
  }

  /**
   * Models of generation 3 take a level, those of 2.5 a budget of tokens, older ones neither
   * (ai.google.dev/gemini-api/docs/thinking). Gemini 3 Pro knows no middle level.
   */
  private @Nullable GeminiThinkingConfig thinking(Prompt prompt) {
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

  private static Usage usage(TokenUsage counts, GeminiCall call, GeminiResponse response) {
    if (!response.counted()) {
      return new Usage(
          Tokens.worst(call.sent()),
          0,
          Tokens.worst(response.said().content().toString()),
          0,
          true);
    }
    GoogleAiGeminiTokenUsage named = (GoogleAiGeminiTokenUsage) counts;
    long input = count(named.inputTokenCount());
    return new Usage(
        input,
        Math.min(input, count(named.cachedContentTokenCount())),
        count(named.outputTokenCount()),
        count(named.thoughtsTokenCount()));
  }

  private static long count(@Nullable Integer count) {
    return count == null ? 0 : count;
  }
}
