package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.llm.ModelException.Kind;
import dev.spadework.redact.Redactor;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sorts a provider's errors and words them. Nothing of the key is ever in the words. */
final class Failure {
  private static final int LONGEST = 300;

  /** How providers and the servers that speak like them say that a prompt does not fit. */
  private static final Pattern TOO_LONG =
      Pattern.compile(
          "(?i)context_length_exceeded|maximum context length|prompt is too long"
              + "|exceeds? (?:the )?(?:maximum number of tokens|available context|context)"
              + "|string_above_max_length");

  private static final Pattern USED_UP =
      Pattern.compile(
          "(?i)insufficient_quota|billing_error|credit balance is too low|insufficient balance");

  private final Provider provider;
  private final String model;
  private final Redactor redactor;

  Failure(Provider provider, String model, Redactor redactor) {
    this.provider = provider;
    this.model = model;
    this.redactor = redactor;
  }

  String urlVariable() {
    return provider.urlVariable();
  }

  /**
   * An answer with a status other than 200.
   *
   * @param asked how long its headers ask to wait
   */
  ModelException ofStatus(int status, Optional<Duration> asked, String body) {
    JsonNode error = error(body);
    String said = (status + " " + code(error)).strip() + ": " + words(error, body);
    Kind kind = kind(status, error, said);
    Optional<Duration> wait =
        kind == Kind.RATE_LIMITED || kind == Kind.UNAVAILABLE
            ? Waits.of(provider.wire().wait(error)).or(() -> asked)
            : Optional.empty();
    return new ModelException(
        kind,
        model + ": " + what(kind) + wait.map(Failure::asked).orElse("") + " (" + line(said) + ")",
        mend(kind),
        wait);
  }

  private static String asked(Duration wait) {
    long seconds = (wait.toMillis() + 999) / 1000;
    return ", and asks to wait " + (seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min");
  }

  /** An answer with status 200 that is none of the provider's. */
  ModelException ofBody(String body) {
    JsonNode error = error(body);
    // Gateways report what happened behind them this way.
    return error.path("message").isTextual()
        ? ofStatus(error.path("code").asInt(502), Optional.empty(), body)
        : failure(
            Kind.BAD_REPLY, "an answer that is not " + provider.title() + "'s: " + line(body));
  }

  ModelException failure(Kind kind, String what) {
    return new ModelException(kind, model + ": " + what, mend(kind), Optional.empty());
  }

  /** Text of the world in one line, short and without secrets. */
  String line(String text) {
    String line = redactor.clean(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private String what(Kind kind) {
    return switch (kind) {
      case UNAUTHORISED ->
          "the key was refused; check " + provider.keyVariable().orElse(provider.urlVariable());
      case UNKNOWN_MODEL -> "there is no such model; check its name and " + provider.urlVariable();
      case RATE_LIMITED -> "too many calls for the moment";
      case QUOTA -> "the quota or the money there is used up";
      case TIMEOUT -> "the provider took too long";
      case UNAVAILABLE -> "not available at the moment";
      case BAD_REPLY ->
          "an answer that " + provider.title() + " does not give; check " + provider.urlVariable();
      case TOO_LONG -> "the conversation is longer than the model can take";
      case FILTERED -> "the provider's content filter refused the request";
      case BAD_REQUEST -> "the request was refused";
    };
  }

  /** What somebody can do about it; empty where waiting is all that helps. */
  private String mend(Kind kind) {
    return switch (kind) {
      case UNAUTHORISED ->
          "whoever runs Spadework gives "
              + provider.keyVariable().orElse(provider.urlVariable())
              + " a key that may use this model, and restarts it (`spadework doctor` tells"
              + " whether it works); then retry.";
      case UNKNOWN_MODEL ->
          provider == Provider.OLLAMA
              ? "whoever runs Spadework runs `ollama pull "
                  + provider.model(model)
                  + "` there, or names another model in spadework.yml; then retry."
              : "whoever runs Spadework names another model in spadework.yml, or mends "
                  + provider.urlVariable()
                  + "; then retry.";
      case QUOTA ->
          "whoever runs Spadework adds credit or raises the limit at "
              + provider.title()
              + ", or names a model.fallback; then retry.";
      case TOO_LONG -> "ask for a smaller piece of it, or set a model with a longer context.";
      case FILTERED -> "word the request otherwise, or set another model.";
      case BAD_REQUEST ->
          "whoever runs Spadework checks that the model takes tools and this request; `spadework"
              + " doctor` asks it.";
      case RATE_LIMITED, TIMEOUT, UNAVAILABLE, BAD_REPLY ->
          "retry when " + provider.title() + " answers again, or set a model.fallback.";
    };
  }

  private Kind kind(int status, JsonNode error, String said) {
    Optional<Kind> own = provider.wire().kind(status, error);
    if (own.isPresent()) {
      return own.get();
    }
    if (status >= 400 && status < 500 && USED_UP.matcher(said).find() || status == 402) {
      return Kind.QUOTA;
    }
    if (status == 413 || status == 400 && TOO_LONG.matcher(said).find()) {
      return Kind.TOO_LONG;
    }
    return switch (status) {
      case 401, 403 -> Kind.UNAUTHORISED;
      case 404 -> Kind.UNKNOWN_MODEL;
      case 408 -> Kind.TIMEOUT;
      case 429 -> Kind.RATE_LIMITED;
      default ->
          status >= 500 ? Kind.UNAVAILABLE : status >= 400 ? Kind.BAD_REQUEST : Kind.BAD_REPLY;
    };
  }

  private static JsonNode error(String body) {
    try {
      JsonNode root = Said.EXACT.readTree(body);
      // Some of Gemini's errors come as an array of one.
      JsonNode error = (root.isArray() ? root.path(0) : root).path("error");
      if (error.isTextual()) {
        ObjectNode worded = Said.EXACT.createObjectNode();
        return worded.set("message", error);
      }
      return error;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** The error's name: Gemini's is its status, Anthropic's its type, OpenAI's its code. */
  private static String code(JsonNode error) {
    for (String field : new String[] {"status", "code", "type"}) {
      if (error.path(field).isTextual()) {
        return error.get(field).asText();
      }
    }
    return "";
  }

  private static String words(JsonNode error, String body) {
    return error.path("message").isTextual() ? error.get("message").asText() : body;
  }
}
