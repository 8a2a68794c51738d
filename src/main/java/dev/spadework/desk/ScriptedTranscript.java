package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Checks a request as strictly as Gemini does, and stricter where Gemini only recommends. */
final class ScriptedTranscript {
  /** Fields of {@code GenerateContentRequest}, per ai.google.dev/api/generate-content. */
  private static final Set<String> FIELDS =
      Set.of(
          "contents",
          "systemInstruction",
          "tools",
          "toolConfig",
          "safetySettings",
          "generationConfig",
          "cachedContent");

  /** Stands where another provider's model made the call; Gemini then checks no signature. */
  private static final String UNSIGNED = "skip_thought_signature_validator";

  private final JsonNode contents;
  private final Predicate<JsonNode> issuedAsIs;

  private ScriptedTranscript(JsonNode contents, Predicate<JsonNode> issuedAsIs) {
    this.contents = contents;
    this.issuedAsIs = issuedAsIs;
  }

  /**
   * What is wrong with a request, if anything.
   *
   * @param issuedAsIs whether the server has issued this very content without signing it
   */
  static Optional<String> fault(JsonNode body, Predicate<JsonNode> issuedAsIs) {
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        return Optional.of("Invalid JSON payload received. Unknown name \"" + name + "\".");
      }
    }
    JsonNode contents = body.path("contents");
    if (!contents.isArray() || contents.isEmpty()) {
      return Optional.of("GenerateContentRequest.contents: contents is not specified");
    }
    return new ScriptedTranscript(contents, issuedAsIs).fault();
  }

  private Optional<String> fault() {
    for (int i = 0; i < contents.size(); i++) {
      JsonNode content = contents.get(i);
      String expected = i % 2 == 0 ? "user" : "model";
      if (!content.path("role").asText().equals(expected)) {
        return fault(i, "has role " + content.path("role") + " where \"" + expected + "\" belongs");
      }
      if (content.path("parts").isEmpty()) {
        return fault(i, "must include at least one parts field");
      }
      Optional<String> fault = i % 2 == 0 ? userFault(i) : modelFault(i);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return contents.size() % 2 == 1
        ? Optional.empty()
        : fault(contents.size() - 1, "is the model's, so there is nothing to answer");
  }

  private Optional<String> userFault(int i) {
    List<JsonNode> calls = i == 0 ? List.of() : all(contents.get(i - 1), "functionCall");
    List<JsonNode> responses = all(contents.get(i), "functionResponse");
    if (calls.size() != responses.size()) {
      return fault(
          i,
          "has "
              + responses.size()
              + " function response parts for "
              + calls.size()
              + " function call parts. Please ensure that the number of function response parts is"
              + " equal to the number of function call parts of the function call turn");
    }
    boolean spoken = false;
    for (JsonNode part : contents.get(i).path("parts")) {
      if (part.has("functionCall")) {
        return fault(i, "is a user's and has a functionCall");
      }
      if (part.has("functionResponse") && spoken) {
        return fault(i, "has a text before a function response");
      }
      spoken |= part.has("text");
    }
    for (int k = 0; k < calls.size(); k++) {
      for (String key : List.of("name", "id")) {
        if (!calls.get(k).path(key).equals(responses.get(k).path(key))) {
          return fault(
              i,
              String.format(
                  "answers call %d with %s %s instead of %s",
                  k, key, responses.get(k).path(key), calls.get(k).path(key)));
        }
      }
      if (!responses.get(k).path("response").isObject()) {
        return fault(i, "has a function response that is not an object");
      }
    }
    return Optional.empty();
  }

  private Optional<String> modelFault(int i) {
    JsonNode content = contents.get(i);
    if (issuedAsIs.test(content)) {
      return Optional.empty();
    }
    int position = 0;
    int signed = 1;
    for (JsonNode part : content.path("parts")) {
      String signature = part.path("thoughtSignature").asText();
      if (part.has("functionCall")) {
        if (signature.equals(UNSIGNED)) {
          return Optional.empty();
        }
        signed = position == 0 ? Math.max(1, ScriptedSignatures.signed(signature)) : signed;
        boolean fits =
            position < signed
                ? ScriptedSignatures.fits(signature, position, signed, part)
                : signature.isEmpty();
        if (!fits) {
          return fault(
              i,
              "has function call "
                  + position
                  + (signature.isEmpty()
                      ? " without its thought_signature"
                      : " with a thought signature that is not valid for it"));
        }
        position++;
      } else if (!signature.isEmpty() && !ScriptedSignatures.fits(signature, 0, 1, part)) {
        return fault(i, "has a text with a thought signature that is not valid for it");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fault(int i, String what) {
    return Optional.of("GenerateContentRequest.contents[" + i + "] " + what + ".");
  }

  private static List<JsonNode> all(JsonNode content, String kind) {
    List<JsonNode> found = new ArrayList<>();
    content
        .path("parts")
        .forEach(part -> Optional.ofNullable(part.get(kind)).ifPresent(found::add));
    return found;
  }
}
