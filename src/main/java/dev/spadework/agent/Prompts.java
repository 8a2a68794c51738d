package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.context.Hidden;
import dev.spadework.task.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The prompts in {@code prompts/}, filled strictly. */
final class Prompts {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-z_]+)}}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Prompts() {}

  /** The page as it is. */
  static String page(String name) {
    try (InputStream in = Prompts.class.getResourceAsStream("/prompts/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no prompt " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The page with its variables filled.
   *
   * @throws IllegalArgumentException if a variable is unknown or a value is not used
   */
  static String fill(String name, Map<String, String> values) {
    String page = page(name);
    Set<String> unused = new HashSet<>(values.keySet());
    Matcher matcher = VARIABLE.matcher(page);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String variable = matcher.group(1);
      if (!values.containsKey(variable)) {
        throw new IllegalArgumentException(name + " needs a value for " + variable);
      }
      unused.remove(variable);
      matcher.appendReplacement(filled, Matcher.quoteReplacement(values.get(variable)));
    }
    matcher.appendTail(filled);
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException(name + " does not use " + unused);
    }
    return filled.toString().strip();
  }

  /** What the model is told of a kind of task. */
  static String kind(Kind kind) {
    return page("kinds/" + kind.label() + ".md");
  }

  /** What a person says, without what people would not see in it. */
  static String said(String text) {
    return fill("said.md", Map.of("text", Hidden.strip(text)));
  }

  /** A JSON page. */
  static JsonNode json(String name) {
    try {
      return JSON.readTree(page(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
