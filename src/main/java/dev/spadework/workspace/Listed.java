package dev.spadework.workspace;

import java.util.Optional;

/**
 * A file or link of a commit.
 *
 * @param path with {@code /}, from the root of the repository
 * @param blob what it holds, 40 hex digits; empty for a link
 */
public record Listed(String path, Optional<String> blob) {
  /** Takes what files hold. */
  public interface Sink {
    /**
     * Takes a file.
     *
     * @param blob the id of these bytes
     */
    void take(String path, String blob, byte[] bytes) throws InterruptedException;
  }
}
