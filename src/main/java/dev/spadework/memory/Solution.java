package dev.spadework.memory;

import java.time.Instant;
import java.util.List;

/**
 * A change that people took: its pull request was merged.
 *
 * @param task its id
 * @param repo {@code owner/name}
 * @param when it was merged, as far as the record knows
 * @param asked the request, as typed
 * @param pull address of the pull request
 * @param commit that was merged
 * @param files that it changed
 * @param proof what code said of it, in one line; empty for a kind without a proof
 * @param by who merged it; may be empty
 */
public record Solution(
    String task,
    String repo,
    Instant when,
    String asked,
    String pull,
    String commit,
    List<String> files,
    String proof,
    String by) {
  public Solution {
    files = List.copyOf(files);
  }
}
