package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.spadework.llm.ModelException.Kind;
import dev.spadework.redact.Redactor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Sorts Gemini's errors and words them. Nothing of the key is ever in the words. */
final class GeminiFailure {
  private static final int LONGEST = 300;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final String model;
  private final Redactor redactor;

  GeminiFailure(String model, Redactor redactor) {
    this.model = model;
    this.redactor = redactor;
  }

  /**
   * An answer with a status other than 200.
   *
   * @param retryAfter the header of that name, empty if there is none
   */
  ModelException ofStatus(int status, String retryAfter, String body) {
    JsonNode error = error(body);
    String said = status + " " + error.path("status").asText("") + ": " + words(error, body);
    String detail = " (" + line(said) + ")";
    return switch (kind(status, error)) {
      case UNAUTHORISED ->
          failure(Kind.UNAUTHORISED, "the key was refused; check GEMINI_API_KEY" + detail);
      case UNKNOWN_MODEL ->
          failure(
              Kind.UNKNOWN_MODEL,
              "there is no such model; check its name and GEMINI_BASE_URL" + detail);
      case RATE_LIMITED ->
          new ModelException(
              Kind.RATE_LIMITED,
              model + ": too many calls, or the quota is used up" + detail,
              wait(error, retryAfter));
      case TIMEOUT -> failure(Kind.TIMEOUT, "the provider took too long" + detail);
      case UNAVAILABLE ->
          new ModelException(
              Kind.UNAVAILABLE,
              model + ": not available at the moment" + detail,
              wait(error, retryAfter));
      case BAD_REPLY ->
          failure(
              Kind.BAD_REPLY,
              "an answer that Gemini does not give; check GEMINI_BASE_URL" + detail);
      case BAD_REQUEST -> failure(Kind.BAD_REQUEST, "the request was refused" + detail);
    };
  }

  ModelException failure(Kind kind, String what) {
    return new ModelException(kind, model + ": " + what);
  }

  /** Text of the world in one line, short and without secrets. */
  String line(String text) {
    String line = redactor.clean(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private static Kind kind(int status, JsonNode error) {
    if (status == 401 || status == 403 || status == 400 && keyRefused(error)) {
      return Kind.UNAUTHORISED;
    }
    return switch (status) {
      case 404 -> Kind.UNKNOWN_MODEL;
      case 408 -> Kind.TIMEOUT;
      case 429 -> Kind.RATE_LIMITED;
      default ->
          status >= 500 ? Kind.UNAVAILABLE : status >= 400 ? Kind.BAD_REQUEST : Kind.BAD_REPLY;
    };
  }

  /** A wrong key is a 400 here, told apart only by its reason. */
  private static boolean keyRefused(JsonNode error) {
    for (JsonNode detail : error.path("details")) {
      if (detail.path("reason").asText().startsWith("API_KEY_")) {
        return true;
      }
    }
    return error.path("message").asText().startsWith("API key ");
  }

  private static JsonNode error(String body) {
    try {
      JsonNode root = Said.EXACT.readTree(body);
      // Some errors come as an array of one.
      return (root.isArray() ? root.path(0) : root).path("error");
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String words(JsonNode error, String body) {
    return error.path("message").isTextual() ? error.get("message").asText() : body;
  }

  private static Optional<Duration> wait(JsonNode error, String retryAfter) {
    String asked = retryAfter;
    for (JsonNode detail : error.path("details")) {
      if (detail.path("@type").asText().endsWith("google.rpc.RetryInfo")) {
        asked = detail.path("retryDelay").asText(asked);
      }
    }
    if (!asked.matches("\\d{1,9}(\\.\\d{1,9})?s?")) {
      return Optional.empty();
    }
    long millis = new BigDecimal(asked.replace("s", "")).movePointRight(3).longValue();
    Duration wait = Duration.ofMillis(millis);
    return Optional.of(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }
}
