package dev.spadework.slack;

import java.util.Optional;

/** What somebody typed after {@code /agent}, understood. */
sealed interface Typed {
  /** Nothing, or {@code help}. */
  record Help() implements Typed {}

  /** How tasks stand; one of them, or all that have not ended. */
  record Status(Optional<String> task) implements Typed {}

  /** The queue, in its order. */
  record Waiting() implements Typed {}

  /** Stop a task. */
  record Cancel(String task) implements Typed {}

  /** A task to be done. */
  record Wish(String text, Options options) implements Typed {}

  /** It makes no sense; the line says why and how to mend it. */
  record Wrong(String line) implements Typed {}

  /**
   * The options of a task, as far as they were given.
   *
   * @param budgetMicros millionths of a US dollar
   */
  record Options(
      Optional<String> repo,
      Optional<String> base,
      Optional<String> kind,
      Optional<Long> budgetMicros,
      boolean approvePlan,
      boolean approveDiff,
      Optional<String> model) {}
}
