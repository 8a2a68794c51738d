package dev.spadework.memory;

import java.time.Instant;
import java.util.List;

/**
 * What is kept of a task that failed.
 *
 * @param task its id
 * @param repo {@code owner/name}
 * @param asked the request, as typed
 * @param stoppedAt the step or state in which it stopped
 * @param tried what was tried, in order
 * @param failingTests names
 */
public record FailureNote(
    String task,
    String repo,
    Instant when,
    String asked,
    String stoppedAt,
    String cause,
    List<String> tried,
    List<String> failingTests) {

  public FailureNote {
    tried = List.copyOf(tried);
    failingTests = List.copyOf(failingTests);
  }
}
