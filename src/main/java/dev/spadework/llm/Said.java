package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a model said, as it is kept between calls: its provider's message unchanged, since the
 * signatures of thoughts must come back exactly where they were, and our id for each call in it.
 *
 * @param model the provider's name of the model; empty where it does not matter
 * @param ids ours, one for each call, in order
 */
record Said(Provider provider, String model, List<String> ids, JsonNode content) {
  /** Keeps numbers as they were written, so that a round trip changes no byte. */
  static final ObjectMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Half a character, which JSON can spell and UTF-8 cannot. */
  private static final Pattern UNPAIRED = Pattern.compile("\\p{Cs}");

  Said {
    ids = List.copyOf(ids);
  }

  /**
   * A message that has just come, with an id for each call.
   *
   * @param taken ids of the conversation's calls so far
   */
  static Said heard(Provider provider, String model, JsonNode content, Set<String> taken) {
    List<String> ids = new ArrayList<>();
    Set<String> used = new HashSet<>(taken);
    String mark = Integer.toHexString(content.toString().hashCode());
    for (Shape.Function function : provider.shape().functions(content)) {
      String id = function.id().orElse("");
      if (id.isBlank() || used.contains(id)) {
        // The mark keeps it apart from calls of turns that have since been folded away.
        id = "call-" + taken.size() + "-" + ids.size() + "-" + mark;
      }
      used.add(id);
      ids.add(id);
    }
    return new Said(provider, model, ids, content);
  }

  static Said of(String raw) {
    try {
      JsonNode root = EXACT.readTree(raw);
      for (Provider provider : Provider.values()) {
        JsonNode said = root.path(provider.id());
        if (said.isObject()) {
          List<String> ids = new ArrayList<>();
          said.path("ids").forEach(id -> ids.add(id.asText()));
          return new Said(provider, said.path("model").asText(""), ids, said.path("content"));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A kept reply is not JSON", e);
    }
    throw new IllegalArgumentException("A kept reply is none of a known provider's");
  }

  /** One line that {@link #of} reads; it holds no half characters, so any store keeps it. */
  String raw() {
    ObjectNode root = EXACT.createObjectNode();
    ObjectNode said = root.putObject(provider.id());
    if (!model.isEmpty()) {
      said.put("model", model);
    }
    ids.forEach(said.putArray("ids")::add);
    said.set("content", content);
    return UNPAIRED.matcher(root.toString()).replaceAll("\uFFFD");
  }

  /** The same as this model is shown it. */
  Said shownTo(Provider asked, String askedModel) {
    if (provider != asked) {
      return new Said(asked, "", ids, asked.shape().foreign(text(), calls()));
    }
    return model.equals(askedModel)
        ? this
        : new Said(asked, model, ids, asked.shape().forModel(content));
  }

  /** Whether there is anything that can be sent back. A thought alone is not. */
  boolean isEmpty() {
    return text().isBlank() && functions().isEmpty();
  }

  /** What was said beside thoughts and calls. */
  String text() {
    return provider.shape().text(content);
  }

  List<ToolCall> calls() {
    List<Shape.Function> functions = functions();
    List<ToolCall> calls = new ArrayList<>();
    for (int k = 0; k < functions.size(); k++) {
      Shape.Function function = functions.get(k);
      calls.add(new ToolCall(ids.get(k), function.name(), function.arguments()));
    }
    return calls;
  }

  /** The provider's own calls, in order. */
  List<Shape.Function> functions() {
    return provider.shape().functions(content);
  }

  /** The content as it may be sent. */
  JsonNode sendable() {
    return provider.shape().sendable(content, ids);
  }
}
