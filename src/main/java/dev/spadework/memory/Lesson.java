package dev.spadework.memory;

import java.time.Instant;

/**
 * A failure and what resolved it.
 *
 * @param id people call it {@code l14}
 * @param repo {@code owner/name}
 * @param signature the failure, {@linkplain Signature normalised}
 * @param text one line; of the record's words until a person wrote their own
 * @param task that learned it
 * @param commit that resolved it
 * @param by who settled it; empty while nobody did
 * @param at when it was settled, or proposed
 * @param used when it was shown for the last time; {@code at} if never
 * @param held tasks that overcame the failure with it
 * @param failed tasks that did not
 */
public record Lesson(
    int id,
    String repo,
    String signature,
    String text,
    String task,
    String commit,
    State state,
    String by,
    Instant at,
    Instant used,
    int held,
    int failed) {
  /** Whether people have spoken. */
  public enum State {
    PROPOSED,
    KEPT,
    DROPPED
  }

  /** What people call it. */
  public String name() {
    return name(id);
  }

  static String name(int id) {
    return "l" + id;
  }
}
