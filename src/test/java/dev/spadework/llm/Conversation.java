package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A conversation with a scripted model over HTTP, told as a test needs it. */
final class Conversation implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String KEY = "AIzaSyTestKey-0123456789_abcdefghijklmn";
  static final Duration SOON = Duration.ofSeconds(20);

  static final ToolSpec READ =
      new ToolSpec("read_file", "Reads a file.", schema("path", "from", "to", "again"));
  static final ToolSpec EDIT =
      new ToolSpec("edit_file", "Replaces text.", schema("path", "old", "new"));

  final ScriptedGemini gemini;
  final Model model;
  private final List<Turn> turns = new ArrayList<>();

  Conversation(Script script) throws IOException {
    gemini = ScriptedGemini.start(0, script);
    model = models(gemini.baseUrl()).of(Role.WORKER);
    says("find foo");
  }

  static Models models(String baseUrl) {
    String name = "gemini:gemini-3.5-flash";
    Map<Provider, ModelSettings.Access> access =
        Map.of(Provider.GEMINI, new ModelSettings.Access(KEY, baseUrl));
    return Models.of(new ModelSettings(name, name, name, Optional.empty(), access));
  }

  Conversation says(String text) {
    turns.add(new Turn.Person(text));
    return this;
  }

  Conversation result(ToolCall call, String text) {
    turns.add(new Turn.ToolSaid(call.id(), call.name(), text, false));
    return this;
  }

  Conversation failed(ToolCall call, String text) {
    turns.add(new Turn.ToolSaid(call.id(), call.name(), text, true));
    return this;
  }

  /** Asks and keeps the reply in the transcript. */
  Reply ask() throws ModelException, InterruptedException {
    Reply reply = model.ask(prompt(), SOON);
    turns.add(new Turn.ModelSaid(reply.raw()));
    return reply;
  }

  Prompt prompt() {
    return prompt(turns);
  }

  static Prompt prompt(List<Turn> turns) {
    return new Prompt(
        "You are careful.", List.of(READ, EDIT), turns, Optional.empty(), Thinking.LOW, 8192);
  }

  List<Turn> turns() {
    return turns;
  }

  /** The newest request as the server saw it. */
  JsonNode sent() {
    return gemini.seen().get(gemini.seen().size() - 1).json();
  }

  String sentText() {
    return gemini.seen().get(gemini.seen().size() - 1).body();
  }

  /** JSON written with single quotes. */
  static JsonNode json(String text) {
    return parse(text.replace('\'', '"'));
  }

  /** JSON with its numbers as they are written. */
  static JsonNode parse(String text) {
    try {
      return Said.EXACT.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode schema(String... properties) {
    var schema = JSON.createObjectNode().put("type", "object");
    var all = schema.putObject("properties");
    for (String property : properties) {
      all.putObject(property).put("type", "string");
    }
    schema.putArray("required").add(properties[0]);
    return schema;
  }

  @Override
  public void close() {
    gemini.close();
  }
}
