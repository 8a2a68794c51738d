package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Ollama's own protocol, stricter than Ollama, which ignores what it does not know. */
public final class OllamaServer extends StandIn {
  private static final Set<String> FIELDS =
      Set.of("model", "messages", "tools", "format", "options", "stream", "think");

  public OllamaServer(Script script, Function<Script.Request, Optional<Fault>> faults) {
    super(script, faults);
  }

  @Override
  public String baseUrl() {
    return address();
  }

  static Fault error(int status, String message) {
    return new Fault(
        status, Map.of(), Said.EXACT.createObjectNode().put("error", message).toString(), false);
  }

  private static Optional<Fault> wrong(String message) {
    return Optional.of(error(400, message));
  }

  @Override
  Optional<Fault> refusal(HttpExchange exchange, JsonNode body) {
    if (!exchange.getRequestMethod().equals("POST")
        || !exchange.getRequestURI().getPath().equals("/api/chat")) {
      return Optional.of(error(404, "404 page not found"));
    }
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        return wrong("unknown field " + name);
      }
    }
    if (!body.path("stream").isBoolean() || body.path("stream").asBoolean()) {
      return wrong("this stand-in does not stream");
    }
    if (body.at("/options/num_ctx").asInt() < 16_384) {
      return wrong("the beginning of the prompt would be cut off");
    }
    if (body.has("think") && !body.path("model").asText().startsWith("gpt-oss")) {
      return wrong("\"" + body.path("model").asText() + "\" does not support thinking");
    }
    return messages(body.path("messages"));
  }

  private static Optional<Fault> messages(JsonNode messages) {
    Deque<String> open = new ArrayDeque<>();
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      if (role.equals("tool")) {
        if (!message.path("tool_name").asText().equals(open.pollFirst())) {
          return wrong("a tool result without its call: " + message);
        }
      } else if (!open.isEmpty()) {
        return wrong("calls without results: " + open);
      }
      for (JsonNode call : message.path("tool_calls")) {
        if (!call.at("/function/arguments").isObject()) {
          return wrong(
              "json: cannot unmarshal string into Go struct field ChatRequest.messages.tool_calls"
                  + ".function.arguments of type api.ToolCallFunctionArguments");
        }
        open.add(call.at("/function/name").asText());
      }
      if (role.equals("assistant")
          && !message.path("tool_calls").isEmpty()
          && message.has("thinking")
          && !message.path("thinking").asText().startsWith("hm ")) {
        return wrong("a thought was changed");
      }
    }
    return open.isEmpty() ? Optional.empty() : wrong("calls without results: " + open);
  }

  @Override
  Script.Request request(JsonNode body) {
    Contents contents = new Contents();
    String system = "";
    for (JsonNode message : body.path("messages")) {
      String text = message.path("content").asText("");
      switch (message.path("role").asText()) {
        case "system" -> system = text;
        case "tool" -> contents.result(message.path("tool_name").asText(), text);
        case "assistant" -> contents.model();
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
        Optional.ofNullable(body.get("format")).filter(JsonNode::isObject),
        contents.turn);
  }

  @Override
  ObjectNode reply(JsonNode body, String text, List<Answer.Call> calls) {
    ObjectNode root = Said.EXACT.createObjectNode().put("model", body.path("model").asText());
    root.put("created_at", "2026-11-22T10:00:00Z");
    ObjectNode message = root.putObject("message").put("role", "assistant").put("content", text);
    if (!calls.isEmpty()) {
      message.put("thinking", "hm " + body.path("messages").size());
      ArrayNode all = message.putArray("tool_calls");
      for (Answer.Call call : calls) {
        all.addObject()
            .putObject("function")
            .put("name", call.tool())
            .set("arguments", call.arguments());
      }
    }
    root.put("done", true).put("done_reason", "stop");
    return root.put("prompt_eval_count", 1000).put("eval_count", 70);
  }
}
