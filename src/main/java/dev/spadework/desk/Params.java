package dev.spadework.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The arguments of one Web API call, sent as a form, a query or JSON. */
record Params(Map<String, JsonNode> values) {
  static Params of(HttpServletRequest request) throws IOException {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    String body =
        new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    form(Optional.ofNullable(request.getQueryString()).orElse(""), values);
    if (Optional.ofNullable(request.getContentType()).orElse("").startsWith("application/json")) {
      Json.parseOrEmpty(body).properties().forEach(e -> values.put(e.getKey(), e.getValue()));
    } else {
      form(body, values);
    }
    return new Params(Map.copyOf(values));
  }

  /** Of a form as it was sent. */
  static Params of(String encoded) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    form(encoded, values);
    return new Params(Map.copyOf(values));
  }

  String text(String name) {
    return optional(name).orElse("");
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name)).map(JsonNode::asText).filter(t -> !t.isEmpty());
  }

  /** An argument that must be there. */
  String need(String name) {
    return optional(name).orElseThrow(() -> new SlackError("invalid_arguments", name));
  }

  boolean flag(String name) {
    return text(name).equals("true") || text(name).equals("1");
  }

  int number(String name, int otherwise) {
    try {
      return optional(name).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new SlackError("invalid_limit");
    }
  }

  /** A structured argument; in forms it arrives as text. Empty when absent. */
  Optional<JsonNode> json(String name, String errorCode) {
    JsonNode value = values.get(name);
    if (value == null || value.isNull() || value.isTextual() && value.asText().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(value.isTextual() ? Json.parse(value.asText()) : value);
    } catch (JsonProcessingException e) {
      throw new SlackError(errorCode, "not JSON");
    }
  }

  private static void form(String encoded, Map<String, JsonNode> values) {
    for (String pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(
            decode(pair.substring(0, equals)), new TextNode(decode(pair.substring(equals + 1))));
      }
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
