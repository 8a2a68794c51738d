package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Anthropic's Messages, as strict as Anthropic; it signs its thoughts and wants them back. */
public final class AnthropicServer extends StandIn {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "system",
          "tools",
          "tool_choice",
          "max_tokens",
          "thinking",
          "output_config",
          "stream");

  public AnthropicServer(Script script, Function<Script.Request, Optional<Fault>> faults) {
    super(script, faults);
  }

  @Override
  public String baseUrl() {
    return address() + "/v1";
  }

  static Fault error(int status, String type, String message) {
    ObjectNode root = Said.EXACT.createObjectNode().put("type", "error");
    root.putObject("error").put("type", type).put("message", message);
    return new Fault(status, Map.of(), root.toString(), false);
  }

  private static Optional<Fault> wrong(String message) {
    return Optional.of(error(400, "invalid_request_error", message));
  }

  private static String type(JsonNode block) {
    return block.path("type").asText();
  }

  @Override
  Optional<Fault> refusal(HttpExchange exchange, JsonNode body) {
    if (!exchange.getRequestMethod().equals("POST")
        || !exchange.getRequestURI().getPath().equals("/v1/messages")) {
      return Optional.of(error(404, "not_found_error", "Not found"));
    }
    if (!KEY.equals(exchange.getRequestHeaders().getFirst("x-api-key"))) {
      return Optional.of(error(401, "authentication_error", "invalid x-api-key"));
    }
    if (exchange.getRequestHeaders().getFirst("anthropic-version") == null) {
      return wrong("anthropic-version: header is required");
    }
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        return wrong(name + ": Extra inputs are not permitted");
      }
    }
    if (!body.path("max_tokens").isInt()) {
      return wrong("max_tokens: Field required");
    }
    int marks = body.findValues("cache_control").size();
    if (marks > 4) {
      return wrong("A maximum of 4 blocks with cache_control may be provided. Found " + marks);
    }
    for (JsonNode tool : body.path("tools")) {
      if (!tool.at("/input_schema/type").asText().equals("object")) {
        return wrong("tools.input_schema.type: Field required");
      }
    }
    return thinking(body).or(() -> messages(body));
  }

  private static Optional<Fault> thinking(JsonNode body) {
    JsonNode thinking = body.path("thinking");
    boolean budget = type(thinking).equals("enabled");
    int tokens = thinking.path("budget_tokens").asInt();
    if (budget && (tokens < 1024 || tokens >= body.path("max_tokens").asInt())) {
      return wrong("thinking.budget_tokens: Input should be from 1024 to less than max_tokens");
    }
    if (!thinking.isMissingNode() && type(body.path("tool_choice")).equals("tool")) {
      return wrong("Thinking may not be enabled when tool_choice forces tool use.");
    }
    JsonNode schema = body.at("/output_config/format/schema");
    return schema.isMissingNode() || schema.path("additionalProperties").isBoolean()
        ? Optional.empty()
        : wrong("output_config.format.schema: 'additionalProperties' must be explicitly false");
  }

  private static Optional<Fault> messages(JsonNode body) {
    JsonNode messages = body.path("messages");
    boolean begins = true;
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String expected = i % 2 == 0 ? "user" : "assistant";
      if (!message.path("role").asText().equals(expected)) {
        return wrong("messages: roles must alternate between \"user\" and \"assistant\"");
      }
      for (JsonNode block : message.path("content")) {
        if (type(block).equals("text") && block.path("text").asText().isBlank()) {
          return wrong("messages." + i + ": text content blocks must be non-empty");
        }
        if (type(block).equals("thinking")
            && !block.path("signature").asText().equals(sign(block.path("thinking").asText()))) {
          return wrong("messages." + i + ": Invalid `signature` in `thinking` block");
        }
        begins |= expected.equals("user") && !type(block).equals("tool_result");
      }
      Optional<Fault> fault = results(messages, i);
      if (fault.isPresent()) {
        return fault;
      }
      if (expected.equals("assistant")) {
        boolean thought = type(message.path("content").path(0)).endsWith("thinking");
        boolean newest = i + 2 >= messages.size();
        if (begins && newest && !thought && type(body.path("thinking")).equals("enabled")) {
          return wrong("Expected `thinking` or `redacted_thinking`, but found `tool_use`.");
        }
        begins = false;
      }
    }
    return messages.size() % 2 == 1 ? Optional.empty() : wrong("messages: nothing to answer");
  }

  private static Optional<Fault> results(JsonNode messages, int i) {
    Set<String> calls = new LinkedHashSet<>();
    messages
        .path(i - 1)
        .path("content")
        .forEach(
            block -> {
              if (type(block).equals("tool_use")) {
                calls.add(block.path("id").asText());
              }
            });
    boolean others = false;
    for (JsonNode block : messages.get(i).path("content")) {
      if (type(block).equals("tool_result")) {
        if (others || !calls.remove(block.path("tool_use_id").asText())) {
          return wrong("unexpected `tool_use_id` found in `tool_result` blocks: " + block);
        }
      } else {
        others = true;
      }
      if (type(block).equals("tool_use") && !block.path("id").asText().matches("[\\w-]+")) {
        return wrong("tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'");
      }
    }
    return i % 2 == 0 && !calls.isEmpty()
        ? wrong(
            "`tool_use` ids were found without `tool_result` blocks immediately after: " + calls)
        : Optional.empty();
  }

  private static String sign(String thought) {
    return "sig+/=" + thought.hashCode();
  }

  @Override
  Script.Request request(JsonNode body) {
    Contents contents = new Contents();
    Map<String, String> names = new HashMap<>();
    for (JsonNode message : body.path("messages")) {
      if (message.path("role").asText().equals("assistant")) {
        contents.model();
      }
      for (JsonNode block : message.path("content")) {
        switch (type(block)) {
          case "tool_use" -> names.put(block.path("id").asText(), block.path("name").asText());
          case "tool_result" -> {
            JsonNode text = block.path("content");
            contents.result(
                names.get(block.path("tool_use_id").asText()),
                text.isTextual() ? text.asText() : text.path(0).path("text").asText());
          }
          case "text" ->
              contents.text(
                  message.path("role").asText().equals("user") ? "user" : "model",
                  block.path("text").asText());
          default -> {}
        }
      }
    }
    List<String> tools = new ArrayList<>();
    body.path("tools").forEach(tool -> tools.add(tool.path("name").asText()));
    boolean forced = type(body.path("tool_choice")).equals("tool");
    JsonNode format =
        forced ? body.at("/tools/0/input_schema") : body.at("/output_config/format/schema");
    return new Script.Request(
        body.path("model").asText(),
        body.at("/system/0/text").asText(),
        forced ? List.of() : tools,
        contents.all,
        Optional.of(format).filter(schema -> !schema.isMissingNode()),
        contents.turn);
  }

  @Override
  ObjectNode reply(JsonNode body, String text, List<Answer.Call> calls) {
    ObjectNode root = Said.EXACT.createObjectNode().put("id", "msg_1").put("type", "message");
    root.put("role", "assistant").put("model", body.path("model").asText());
    ArrayNode content = root.putArray("content");
    boolean forced = type(body.path("tool_choice")).equals("tool");
    if (body.has("thinking")) {
      String thought = "hm, \u00e9 " + body.path("messages").size();
      content
          .addObject()
          .put("type", "thinking")
          .put("thinking", thought)
          .put("signature", sign(thought));
    }
    if (forced) {
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", "toolu_answer")
          .put("name", body.at("/tool_choice/name").asText())
          .set("input", parse(text));
    } else if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
    for (int k = 0; k < calls.size(); k++) {
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", "toolu_" + body.path("messages").size() + "_" + k)
          .put("name", calls.get(k).tool())
          .set("input", calls.get(k).arguments());
    }
    root.put("stop_reason", forced || !calls.isEmpty() ? "tool_use" : "end_turn");
    ObjectNode usage = root.putObject("usage").put("input_tokens", 100);
    usage.put("cache_read_input_tokens", 800).put("cache_creation_input_tokens", 100);
    usage.put("output_tokens", 70);
    return root;
  }
}
