package dev.spadework.context;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts that were asked for last, up to so many characters. Not for use by several threads. */
final class Latest {
  private final Map<String, String> texts = new LinkedHashMap<>(64, 0.75f, true);
  private final int most;
  private int chars;

  Latest(int most) {
    this.most = most;
  }

  @Nullable String get(String id) {
    return texts.get(id);
  }

  void clear() {
    texts.clear();
    chars = 0;
  }

  void put(String id, String text) {
    String before = texts.put(id, text);
    chars += text.length() - (before == null ? 0 : before.length());
    while (chars > most && texts.size() > 1) {
      chars -= texts.remove(texts.keySet().iterator().next()).length();
    }
  }
}
