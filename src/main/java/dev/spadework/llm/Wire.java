package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.spadework.llm.ModelException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A provider's protocol: LangChain4j speaks it, and what it loses or cannot read is mended. */
interface Wire {
  /** LangChain4j's client for one call. */
  ChatModel client(
      ModelSettings.Access access, String model, Prompt prompt, HttpClientBuilder http);

  /** What is asked for beside messages, tools and the limit of output. */
  default void ask(ChatRequest.Builder request, Prompt prompt) {}

  /**
   * The body as it is sent.
   *
   * @param written LangChain4j's
   * @param said the replies, one for each message of the model in it
   */
  String body(String written, String model, Prompt prompt, List<Said> said);

  /**
   * Reads a response, or nothing if it is none of this provider's.
   *
   * @param taken ids of the conversation's calls so far
   */
  Optional<Heard> read(JsonNode root, String model, Prompt prompt, Set<String> taken);

  /** A response with this text that LangChain4j can read, whatever came. */
  String plain(String text);

  /** What an error means, where this provider has ways of its own; else the status says it. */
  default Optional<Kind> kind(int status, JsonNode error) {
    return Optional.empty();
  }

  /** How long the body of an error asks to wait, such as {@code 34.07s}; empty for nothing. */
  default String wait(JsonNode error) {
    return "";
  }
}
