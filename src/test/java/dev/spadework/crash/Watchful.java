package dev.spadework.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import java.util.ArrayList;
import java.util.List;

/** A model that writes again what it is told may be lost, and else goes on with its story. */
final class Watchful {
  private static final String CUT_OFF = "cut off by a restart";

  private Watchful() {}

  static Script of(Script story) {
    return request -> request.tools().isEmpty() ? story.answer(request) : careful(story, request);
  }

  private static Answer careful(Script story, Script.Request request) {
    JsonNode contents = request.contents();
    int again = 0;
    List<Answer.Call> lost = List.of();
    for (int i = 1; i < contents.size(); i++) {
      lost = lost(contents.get(i - 1), contents.get(i));
      again += lost.isEmpty() ? 0 : 1;
    }
    if (!lost.isEmpty()) {
      return Answer.calls(lost.toArray(Answer.Call[]::new));
    }
    return story.answer(
        new Script.Request(
            request.model(),
            request.system(),
            request.tools(),
            contents,
            request.schema(),
            request.turn() - again));
  }

  /** The writes of this turn that were cut off. */
  private static List<Answer.Call> lost(JsonNode turn, JsonNode results) {
    List<JsonNode> calls = new ArrayList<>();
    turn.path("parts").forEach(p -> p.path("functionCall").forEach(any -> add(calls, p)));
    List<Answer.Call> lost = new ArrayList<>();
    int at = 0;
    for (JsonNode part : results.path("parts")) {
      JsonNode result = part.path("functionResponse");
      if (result.isMissingNode()) {
        continue;
      }
      boolean write = result.path("name").asText().equals("write_file");
      if (write && result.toString().contains(CUT_OFF)) {
        lost.add(new Answer.Call("write_file", (ObjectNode) calls.get(at).path("args")));
      }
      at++;
    }
    return lost;
  }

  private static void add(List<JsonNode> calls, JsonNode part) {
    JsonNode call = part.path("functionCall");
    if (calls.isEmpty() || calls.get(calls.size() - 1) != call) {
      calls.add(call);
    }
  }
}
