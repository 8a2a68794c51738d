package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes an answer as Gemini's {@code GenerateContentResponse}. The same answer, the same bytes.
 */
final class ScriptedReply {
  private ScriptedReply() {}

  static ObjectNode ofText(Script.Request request, String text) {
    ObjectNode part = Answer.Json.ORDERED.createObjectNode().put("text", text);
    part.put("thoughtSignature", ScriptedSignatures.sign(0, 1, part));
    return response(request, List.of(part));
  }

  static ObjectNode ofCalls(Script.Request request, Answer.Calls answer) {
    ArrayNode parts = Answer.Json.ORDERED.createArrayNode();
    if (!answer.thought().isEmpty()) {
      parts.addObject().put("text", answer.thought()).put("thought", true);
    }
    if (!answer.text().isEmpty()) {
      parts.addObject().put("text", answer.text());
    }
    int signed = answer.allSigned() ? answer.calls().size() : 1;
    for (int k = 0; k < answer.calls().size(); k++) {
      Answer.Call call = answer.calls().get(k);
      ObjectNode part = parts.addObject();
      ObjectNode function = part.putObject("functionCall");
      if (answer.ids()) {
        function.put("id", id(request, k, call));
      }
      function.put("name", call.tool()).set("args", call.arguments());
      if (k < signed) {
        part.put("thoughtSignature", ScriptedSignatures.sign(k, signed, part));
      }
    }
    return response(request, parts);
  }

  /** Adds the counts that a real answer of this size would have, about four bytes a token. */
  static void addUsage(ObjectNode response, long promptBytes, long cachedBytes) {
    long prompt = promptBytes / 4;
    long output = response.path("candidates").toString().length() / 4;
    long thoughts = 16 + output / 2;
    ObjectNode usage = response.putObject("usageMetadata");
    usage.put("promptTokenCount", prompt).put("candidatesTokenCount", output);
    if (cachedBytes > 0) {
      usage.put("cachedContentTokenCount", cachedBytes / 4);
    }
    usage.put("thoughtsTokenCount", thoughts).put("totalTokenCount", prompt + output + thoughts);
  }

  private static ObjectNode response(Script.Request request, Iterable<? extends JsonNode> parts) {
    ObjectNode root = Answer.Json.ORDERED.createObjectNode();
    ObjectNode candidate = root.putArray("candidates").addObject();
    ArrayNode said = candidate.putObject("content").putArray("parts");
    parts.forEach(said::add);
    ((ObjectNode) candidate.get("content")).put("role", "model");
    candidate.put("finishReason", "STOP").put("index", 0);
    root.put("modelVersion", request.model());
    root.put("responseId", ScriptedSignatures.digest(request.contents().toString()));
    return root;
  }

  private static String id(Script.Request request, int position, Answer.Call call) {
    return "fc-"
        + ScriptedSignatures.digest(
            request.turn() + "/" + position + "/" + call + "/" + request.firstText());
  }
}
