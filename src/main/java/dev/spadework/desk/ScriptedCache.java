package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a provider's prompt cache would have hit: the longest earlier request that the new one
 * begins with, at the border between two messages. Only shorter requests count, so that a repeated
 * request reports the same usage as the first time. Safe for use by many threads.
 */
final class ScriptedCache {
  private static final int MOST = 10_000;

  private final Set<String> prompts = bounded();

  /** Bytes of the cached prefix. Remembers the request. */
  long hit(String model, JsonNode body) {
    JsonNode contents = body.path("contents");
    StringBuilder prefix = new StringBuilder(model).append(stable(body));
    long hit = 0;
    for (int i = 0; i < contents.size(); i++) {
      prefix.append('\n').append(contents.get(i));
      String digest = ScriptedSignatures.digest(prefix.toString());
      if (i == contents.size() - 1) {
        prompts.add(digest);
      } else if (prompts.contains(digest)) {
        hit = prefix.length();
      }
    }
    return hit;
  }

  /** Bytes of all that is shown to the model. */
  static long size(JsonNode body) {
    return stable(body).length() + body.path("contents").toString().length();
  }

  private static String stable(JsonNode body) {
    return body.path("systemInstruction").toString() + body.path("tools");
  }

  /** A set that forgets the oldest, for a server that runs for weeks. */
  static <T> Set<T> bounded() {
    return Collections.synchronizedSet(
        Collections.newSetFromMap(
            new LinkedHashMap<>() {
              @Override
              protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
                return size() > MOST;
              }
            }));
  }
}
