package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Mends the request that LangChain4j 1.18.1 writes. It sends one message per tool result where
 * Gemini wants one for all; it joins the signatures of an answer into one; and it writes the
 * parameters of tools in the order of their hashes.
 */
final class GeminiRequest {
  private GeminiRequest() {}

  /**
   * The request as it is sent.
   *
   * @param written LangChain4j's
   * @param said the replies, one for each message of the model in it
   */
  static String body(String written, Prompt prompt, List<Said> said) {
    try {
      ObjectNode body = (ObjectNode) Said.EXACT.readTree(written);
      JsonNode contents = contents(body.path("contents"), said.iterator());
      declareAsGiven(body.path("tools"), prompt.tools());
      withoutDefaults((ObjectNode) body.path("generationConfig"));
      // Last what grows: a request that only adds to another then begins with its bytes.
      body.remove("contents");
      body.set("contents", contents);
      return body.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("LangChain4j writes JSON", e);
    }
  }

  /** What LangChain4j writes although Gemini takes it so anyway. */
  private static void withoutDefaults(ObjectNode config) {
    if (config.path("responseMimeType").asText().equals("text/plain")) {
      config.remove("responseMimeType");
    }
    config.remove(List.of("candidateCount", "responseLogprobs", "enableEnhancedCivicAnswers"));
  }

  private static ArrayNode contents(JsonNode written, Iterator<Said> said) {
    ArrayNode contents = Said.EXACT.createArrayNode();
    boolean lastIsUsers = false;
    for (JsonNode content : written) {
      boolean users = content.path("role").asText().equals("user");
      if (!users) {
        contents.add(said.next().sendable());
      } else if (lastIsUsers) {
        ArrayNode parts = (ArrayNode) contents.get(contents.size() - 1).get("parts");
        content.path("parts").forEach(parts::add);
      } else {
        contents.add(content);
      }
      lastIsUsers = users;
    }
    return contents;
  }

  private static void declareAsGiven(JsonNode tools, List<ToolSpec> specs) {
    Map<String, ToolSpec> byName =
        specs.stream().collect(Collectors.toMap(ToolSpec::name, spec -> spec));
    for (JsonNode tool : tools) {
      for (JsonNode declaration : tool.path("functionDeclarations")) {
        JsonNode schema = byName.get(declaration.path("name").asText()).parametersSchema();
        // The alternative to "parameters", which takes JSON schema as it is:
        // ai.google.dev/api/caching#FunctionDeclaration.
        ((ObjectNode) declaration).set("parametersJsonSchema", schema);
      }
    }
  }
}
