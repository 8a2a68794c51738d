package dev.spadework.forge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last answers to questions that are asked again and again, by address. GitHub answers a
 * conditional request with 304 when nothing changed, and does not count it against the rate limit
 * ("Best practices for using the REST API").
 */
final class Seen {
  private static final int AT_MOST = 300;
  private static final int LARGEST = 256 * 1024;

  /** An answer with the mark under which GitHub knows it. */
  record Kept(String etag, Map<String, List<String>> headers, byte[] body) {}

  private final Map<String, Kept> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > AT_MOST;
        }
      };

  synchronized Optional<Kept> of(String address) {
    return Optional.ofNullable(kept.get(address));
  }

  synchronized void keep(String address, Kept answer) {
    if (answer.body().length <= LARGEST) {
      kept.put(address, answer);
    } else {
      kept.remove(address);
    }
  }
}
