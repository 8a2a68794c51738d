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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** OpenAI's Chat Completions, as strict as OpenAI; it thinks, and wants its thoughts back. */
public final class OpenAiServer extends StandIn {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "tools",
          "response_format",
          "reasoning_effort",
          "max_completion_tokens",
          "max_tokens",
          "stream");
  private static final Set<String> ASSISTANT =
      Set.of("role", "content", "tool_calls", "reasoning_content");

  private final Map<String, String> thoughts = new ConcurrentHashMap<>();

  public OpenAiServer(Script script, Function<Script.Request, Optional<Fault>> faults) {
    super(script, faults);
  }

  @Override
  public String baseUrl() {
    return address() + "/v1";
  }

  static Fault error(int status, String type, String code, String message) {
    ObjectNode root = Said.EXACT.createObjectNode();
    root.putObject("error").put("message", message).put("type", type).put("code", code);
    return new Fault(status, Map.of(), root.toString(), false);
  }

  private static Optional<Fault> wrong(String message) {
    return Optional.of(error(400, "invalid_request_error", null, message));
  }

  @Override
  Optional<Fault> refusal(HttpExchange exchange, JsonNode body) {
    if (!exchange.getRequestMethod().equals("POST")
        || !exchange.getRequestURI().getPath().equals("/v1/chat/completions")) {
      return Optional.of(error(404, "invalid_request_error", "unknown_url", "Unknown request URL"));
    }
    if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return Optional.of(
          error(
              401,
              "invalid_request_error",
              "invalid_api_key",
              "Incorrect API key provided: "
                  + exchange.getRequestHeaders().getFirst("Authorization")));
    }
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        return wrong("Unrecognized request argument supplied: " + name);
      }
    }
    String model = body.path("model").asText();
    boolean tools = body.path("tools").size() > 0;
    if (model.startsWith("gpt-5") && body.has("max_tokens")) {
      return wrong("Unsupported parameter: 'max_tokens' is not supported with this model.");
    }
    String effort = body.path("reasoning_effort").asText("medium");
    if (model.startsWith("gpt-5.4") && tools && !effort.equals("none")) {
      return wrong("Function tools with reasoning_effort are not supported for " + model);
    }
    for (JsonNode tool : body.path("tools")) {
      if (!tool.at("/function/parameters/type").asText().equals("object")) {
        return wrong("Invalid schema for function '" + tool.at("/function/name").asText() + "'");
      }
    }
    JsonNode format = body.path("response_format");
    if (!format.isMissingNode()
        && (!format.at("/json_schema/schema/additionalProperties").isBoolean()
            || format.at("/json_schema/name").asText().isEmpty())) {
      return wrong("Invalid schema for response_format: 'additionalProperties' is required");
    }
    return messages(body.path("messages"));
  }

  private Optional<Fault> messages(JsonNode messages) {
    Set<String> open = new LinkedHashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String role = message.path("role").asText();
      if (role.equals("tool")) {
        if (!open.remove(message.path("tool_call_id").asText())) {
          return wrong(
              "Invalid parameter: messages with role 'tool' must be a response to a preceeding"
                  + " message with 'tool_calls'.");
        }
        continue;
      }
      if (!open.isEmpty()) {
        return wrong(
            "An assistant message with 'tool_calls' must be followed by tool messages responding"
                + " to each 'tool_call_id'. The following did not have response messages: "
                + open);
      }
      if (role.equals("assistant")) {
        Optional<Fault> fault = assistant(message, open);
        if (fault.isPresent()) {
          return fault;
        }
      } else if (!role.equals("user") && !(role.equals("system") && i == 0)) {
        return wrong("messages[" + i + "] has role " + role);
      }
    }
    String last = messages.path(messages.size() - 1).path("role").asText();
    return open.isEmpty() && !last.equals("assistant") && !messages.isEmpty()
        ? Optional.empty()
        : wrong("There is nothing to answer; without a result: " + open);
  }

  private Optional<Fault> assistant(JsonNode message, Set<String> open) {
    for (Iterator<String> names = message.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!ASSISTANT.contains(name)) {
        return wrong("Additional properties are not allowed ('" + name + "' was unexpected)");
      }
    }
    for (JsonNode call : message.path("tool_calls")) {
      String id = call.path("id").asText();
      if (!parse(call.at("/function/arguments").asText()).isObject()) {
        return wrong("Invalid 'arguments' of " + id + ": not JSON");
      }
      if (!thoughts.getOrDefault(id, "").equals(message.path("reasoning_content").asText(""))) {
        return wrong("The `reasoning_content` in the thinking mode must be passed back.");
      }
      open.add(id);
    }
    return Optional.empty();
  }

  @Override
  Script.Request request(JsonNode body) {
    Contents contents = new Contents();
    Map<String, String> names = new HashMap<>();
    String system = "";
    for (JsonNode message : body.path("messages")) {
      String text = message.path("content").asText("");
      switch (message.path("role").asText()) {
        case "system" -> system = text;
        case "tool" -> contents.result(names.get(message.path("tool_call_id").asText()), text);
        case "assistant" -> {
          contents.model();
          message
              .path("tool_calls")
              .forEach(c -> names.put(c.path("id").asText(), c.at("/function/name").asText()));
        }
        default -> contents.text("user", text);
      }
    }
    List<String> tools = new ArrayList<>();
    body.path("tools").forEach(tool -> tools.add(tool.at("/function/name").asText()));
    return new Script.Request(
        body.path("model").asText(),
        system,
        tools,
        contents.all,
        Optional.ofNullable(body.at("/response_format/json_schema/schema"))
            .filter(schema -> !schema.isMissingNode()),
        contents.turn);
  }

  @Override
  ObjectNode reply(JsonNode body, String text, List<Answer.Call> calls) {
    ObjectNode root = Said.EXACT.createObjectNode();
    root.put("id", "chatcmpl-1").put("object", "chat.completion");
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", text.isEmpty() ? null : text).putNull("refusal").putArray("annotations");
    if (!calls.isEmpty()) {
      String thought = "thought " + body.path("messages").size() + " {\"exact\": 1.10}";
      message.put("reasoning_content", thought);
      ArrayNode all = message.putArray("tool_calls");
      for (int k = 0; k < calls.size(); k++) {
        String id = "call_" + body.path("messages").size() + "_" + k;
        thoughts.put(id, thought);
        ObjectNode call = all.addObject().put("id", id).put("type", "function");
        call.putObject("function")
            .put("name", calls.get(k).tool())
            .put("arguments", calls.get(k).arguments().toString());
      }
    }
    choice.put("finish_reason", calls.isEmpty() ? "stop" : "tool_calls");
    ObjectNode usage = root.putObject("usage");
    usage.put("prompt_tokens", 1000).put("completion_tokens", 70).put("total_tokens", 1070);
    usage.putObject("prompt_tokens_details").put("cached_tokens", 800);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", 20);
    return root;
  }
}
