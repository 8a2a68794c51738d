package dev.spadework.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One answer of the scripted model, or one way in which the real one fails. */
public sealed interface Answer {
  /** Structured output: the JSON is sent as the text of the answer. */
  record Plan(JsonNode plan) implements Answer {}

  /** A plain text. */
  record Text(String text) implements Answer {}

  /**
   * Tool calls, all in one answer.
   *
   * @param thought summary of the model's thinking that precedes them; empty for none
   * @param text what is said beside the calls; empty for nothing
   * @param calls the calls in order
   * @param ids whether each call carries an id, as Gemini 3 does and older models do not
   * @param allSigned whether each call carries a signature; otherwise only the first does
   */
  record Calls(String thought, String text, List<Call> calls, boolean ids, boolean allSigned)
      implements Answer {
    public Calls {
      calls = List.copyOf(calls);
    }

    /** The same calls after a visible thought. */
    public Calls thinking(String thought) {
      return new Calls(thought, text, calls, ids, allSigned);
    }

    /** The same calls with a text beside them. */
    public Calls saying(String text) {
      return new Calls(thought, text, calls, ids, allSigned);
    }

    /** The same calls without ids, so that results are matched by position. */
    public Calls withoutIds() {
      return new Calls(thought, text, calls, false, allSigned);
    }

    /** The same calls, each with a signature of its own. */
    public Calls eachSigned() {
      return new Calls(thought, text, calls, ids, true);
    }
  }

  /** One tool call with its arguments, whose keys are put in order so that bytes are stable. */
  record Call(String tool, ObjectNode arguments) {}

  /** An HTTP answer as it is: an error, or anything that is not the protocol. */
  record Http(int status, String body) implements Answer {}

  /** A whole response body as it is, for shapes that the other answers do not make. */
  record Raw(JsonNode body) implements Answer {}

  /** Nothing is sent until {@link ScriptedGemini#release()}, then the other answer. */
  record Hang(Answer then) implements Answer {}

  /** Headers and half of the other answer, the rest after {@link ScriptedGemini#release()}. */
  record Stall(Answer then) implements Answer {}

  /** Headers and half of the other answer, then the connection is closed. */
  record Cut(Answer of) implements Answer {}

  /** The other answer after a while, so that a person can watch. */
  record Slow(Duration after, Answer then) implements Answer {}

  /** A call of the named tool. */
  static Call call(String tool, Map<String, ?> arguments) {
    return new Call(tool, Json.ORDERED.valueToTree(arguments));
  }

  /** An answer of these calls with ids and one signature, as Gemini 3 gives it. */
  static Calls calls(Call... calls) {
    return new Calls("", "", List.of(calls), true, false);
  }

  /** A plain text. */
  static Text text(String text) {
    return new Text(text);
  }

  /**
   * A plan.
   *
   * @param plan a JSON text, or a value that Jackson can turn into JSON
   * @throws IllegalArgumentException if it is a text that is not JSON
   */
  static Plan plan(Object plan) {
    return new Plan(Json.of(plan));
  }

  /** An error as Gemini words it, such as {@code error(503, "UNAVAILABLE", "overloaded")}. */
  static Http error(int status, String code, String message) {
    return new Http(status, Json.error(status, code, message).toString());
  }

  /** The 429 of an exhausted quota, with the wait that Gemini puts into {@code RetryInfo}. */
  static Http rateLimited(Duration retryAfter) {
    ObjectNode error = Json.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for requests.");
    ((ObjectNode) error.get("error"))
        .putArray("details")
        .addObject()
        .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
        .put("retryDelay", retryAfter.toMillis() / 1000.0 + "s");
    return new Http(429, error.toString());
  }

  /** JSON with map keys in order: two processes write the same bytes. */
  final class Json {
    static final ObjectMapper ORDERED =
        new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Json() {}

    static JsonNode of(Object value) {
      if (!(value instanceof String text)) {
        return ORDERED.valueToTree(value);
      }
      try {
        return ORDERED.readTree(text);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
      }
    }

    static ObjectNode error(int status, String code, String message) {
      ObjectNode root = ORDERED.createObjectNode();
      root.putObject("error").put("code", status).put("message", message).put("status", code);
      return root;
    }
  }
}
