package dev.spadework.review;

import java.util.Map;
import java.util.TreeMap;

/**
 * Something in a change that a person has to look at.
 *
 * @param rule name of the rule, such as {@code path.ci}; the words to it are found by it
 * @param path the file; empty where it is about the change as a whole
 * @param line in the new file, from 1; 0 where there is none
 * @param values what the words need to know, by name; untrusted
 */
public record Finding(String rule, String path, int line, Map<String, String> values) {
  public Finding {
    values = Map.copyOf(values);
  }

  static Finding of(String rule, String path, int line, String... pairs) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return new Finding(rule, path, line, values);
  }
}
