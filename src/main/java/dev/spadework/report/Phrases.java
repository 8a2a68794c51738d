package dev.spadework.report;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one place with the words that are said to people. */
public final class Phrases {
  private static final String FOLDER = "/report/phrases/";

  /** One file for each part of the conversation. */
  private static final List<String> FILES =
      List.of(
          "task",
          "thread",
          "private",
          "verbs",
          "ways",
          "gates",
          "people",
          "home",
          "digest",
          "findings",
          "proofs",
          "logs");

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-z]+)}}");
  private static final Map<String, String> ALL = load();

  private Phrases() {}

  /**
   * The phrase under a key with its variables filled in. Values are taken as they are, so that a
   * value with <code>{{x}}</code> in it stays text.
   *
   * @param pairs name, value, name, value
   * @throws IllegalArgumentException if there is no such phrase, a variable has no value, or a
   *     value has no variable
   */
  public static String say(String key, Object... pairs) {
    String phrase = ALL.get(key);
    if (phrase == null) {
      throw new IllegalArgumentException("there is no phrase " + key);
    }
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      values.put(String.valueOf(pairs[i]), String.valueOf(pairs[i + 1]));
    }
    return fill(key, phrase, values);
  }

  /** All phrases by key. */
  static Map<String, String> all() {
    return ALL;
  }

  private static String fill(String key, String phrase, Map<String, String> values) {
    Set<String> unused = new HashSet<>(values.keySet());
    Matcher matcher = VARIABLE.matcher(phrase);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException("phrase " + key + " needs a value for " + name);
      }
      unused.remove(name);
      matcher.appendReplacement(filled, Matcher.quoteReplacement(values.get(name)));
    }
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("phrase " + key + " has no variable " + unused);
    }
    return matcher.appendTail(filled).toString();
  }

  private static Map<String, String> load() {
    Map<String, String> phrases = new TreeMap<>();
    for (String name : FILES) {
      Properties file = read(FOLDER + name + ".properties");
      for (String key : file.stringPropertyNames()) {
        if (phrases.put(key, file.getProperty(key)) != null) {
          throw new IllegalStateException("the phrase " + key + " stands in two files");
        }
      }
    }
    return Map.copyOf(phrases);
  }

  private static Properties read(String file) {
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            java.util.Objects.requireNonNull(Phrases.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return properties;
  }
}
