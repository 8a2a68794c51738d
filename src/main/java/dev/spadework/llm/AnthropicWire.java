package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.spadework.llm.Reply.Ending;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Anthropic's Messages (docs.anthropic.com/en/api/messages). LangChain4j 1.18.0 writes the
 * parameters of tools in an order of its own, marks only system prompt and tools for the cache, and
 * keeps of several thoughts one signature.
 */
final class AnthropicWire implements Wire {
  /** The tool that older models are made to call where the answer is to be JSON. */
  private static final String ANSWER = "answer";

  @Override
  public ChatModel client(
      ModelSettings.Access access, String model, Prompt prompt, HttpClientBuilder http) {
    return AnthropicChatModel.builder()
        .httpClientBuilder(http)
        .apiKey(access.key())
        .baseUrl(access.baseUrl())
        .modelName(model)
        .maxTokens(prompt.maxOutputTokens())
        .maxRetries(0)
        .build();
  }

  @Override
  public String body(String written, String model, Prompt prompt, List<Said> said) {
    ObjectNode body = Written.object(written);
    ArrayNode messages = messages(body.path("messages"), said.iterator());
    body.set("messages", messages);
    for (int k = 0; k < prompt.tools().size(); k++) {
      ((ObjectNode) body.path("tools").path(k))
          .set("input_schema", prompt.tools().get(k).parametersSchema());
    }
    AnthropicThinking thinking = AnthropicThinking.of(model);
    boolean forced = prompt.answerSchema().isPresent() && !thinking.formats();
    prompt
        .answerSchema()
        .map(Written::closed)
        .ifPresent(
            schema -> {
              if (forced) {
                force(body, schema);
              } else {
                ObjectNode format = body.withObjectProperty("output_config").putObject("format");
                format.put("type", "json_schema").set("schema", schema);
              }
            });
    if (!forced && mayThink(messages, thinking)) {
      thinking.ask(body, prompt.thinking(), prompt.maxOutputTokens());
    }
    mark(body, messages);
    return body.toString();
  }

  /** A call that has to be made cannot be thought about first: the provider refuses both. */
  private static void force(ObjectNode body, JsonNode schema) {
    ObjectNode tool = body.withArrayProperty("tools").addObject();
    tool.put("name", ANSWER).put("description", "Gives the answer.").set("input_schema", schema);
    body.putObject("tool_choice").put("type", "tool").put("name", ANSWER);
  }

  private static ArrayNode messages(JsonNode written, Iterator<Said> said) {
    ArrayNode messages = Said.EXACT.createArrayNode();
    for (JsonNode message : written) {
      ObjectNode last = messages.isEmpty() ? null : (ObjectNode) messages.get(messages.size() - 1);
      if (message.path("role").asText().equals("assistant")) {
        ObjectNode reply = messages.addObject().put("role", "assistant");
        reply.set("content", said.next().sendable());
      } else if (last != null && last.path("role").asText().equals("user")) {
        ArrayNode content = (ArrayNode) last.get("content");
        blocks(message).forEach(content::add);
      } else {
        messages.addObject().put("role", "user").set("content", blocks(message));
      }
    }
    return messages;
  }

  private static ArrayNode blocks(JsonNode message) {
    JsonNode content = message.path("content");
    ArrayNode blocks = Said.EXACT.createArrayNode();
    if (content.isTextual()) {
      blocks.addObject().put("type", "text").put("text", content.asText());
    } else {
      content.forEach(block -> blocks.add(block.deepCopy()));
    }
    return blocks;
  }

  /**
   * A model that thinks by budget must have thought at the beginning of its turn; one that has not,
   * because another model began it, goes on without. A turn begins after a person's words.
   */
  private static boolean mayThink(ArrayNode messages, AnthropicThinking thinking) {
    if (!thinking.budgeted()) {
      return true;
    }
    Optional<JsonNode> opening = Optional.empty();
    boolean begins = true;
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("assistant")) {
        opening = begins ? Optional.of(message.get("content")) : opening;
        begins = false;
      } else {
        for (JsonNode block : message.path("content")) {
          begins |= !block.path("type").asText().equals("tool_result");
        }
      }
    }
    return begins || opening.map(AnthropicShape::thinksFirst).orElse(true);
  }

  /**
   * Marks for the cache, four at most: the tools, the system prompt, and the ends of the newest two
   * messages of the user, so that the next request finds what this one wrote even if it adds more
   * blocks than the provider looks back (20).
   */
  private static void mark(ObjectNode body, ArrayNode messages) {
    mark(body.path("tools"));
    mark(body.path("system"));
    int marked = 0;
    for (int i = messages.size() - 1; i >= 0 && marked < 2; i--) {
      if (messages.get(i).path("role").asText().equals("user")) {
        mark(messages.get(i).path("content"));
        marked++;
      }
    }
  }

  private static void mark(JsonNode blocks) {
    if (!blocks.isEmpty() && blocks.get(blocks.size() - 1) instanceof ObjectNode last) {
      last.putObject("cache_control").put("type", "ephemeral");
    }
  }

  @Override
  public Optional<Heard> read(JsonNode root, String model, Prompt prompt, Set<String> taken) {
    if (!root.path("content").isArray()) {
      return Optional.empty();
    }
    Said said = Said.heard(Provider.ANTHROPIC, model, root.get("content"), taken);
    Ending ending =
        switch (root.path("stop_reason").asText()) {
          case "end_turn", "tool_use", "stop_sequence" -> Ending.STOP;
          case "max_tokens", "model_context_window_exceeded" -> Ending.LENGTH;
          case "refusal" -> Ending.BLOCKED;
          default -> Ending.OTHER;
        };
    Optional<Usage> usage = usage(root.path("usage"));
    List<ToolCall> calls = said.calls();
    boolean answers =
        prompt.answerSchema().isPresent()
            && calls.size() == 1
            && calls.get(0).name().equals(ANSWER);
    return Optional.of(
        answers
            ? new Heard(said, calls.get(0).arguments().toString(), List.of(), ending, usage)
            : new Heard(said, ending, usage));
  }

  /** Three counts make up the prompt; the output's includes thinking. */
  private static Optional<Usage> usage(JsonNode counts) {
    if (!counts.path("input_tokens").isIntegralNumber()) {
      return Optional.empty();
    }
    long cached = Written.count(counts, "cache_read_input_tokens");
    long written = Written.count(counts, "cache_creation_input_tokens");
    return Optional.of(
        new Usage(
            Written.count(counts, "input_tokens") + cached + written,
            cached,
            written,
            Written.count(counts, "output_tokens"),
            0,
            false));
  }

  @Override
  public String plain(String text) {
    ObjectNode plain = Said.EXACT.createObjectNode();
    plain.put("id", "plain").put("type", "message").put("role", "assistant");
    plain.putArray("content").addObject().put("type", "text").put("text", text);
    plain.put("model", "plain").put("stop_reason", "end_turn");
    plain.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
    return plain.toString();
  }
}
