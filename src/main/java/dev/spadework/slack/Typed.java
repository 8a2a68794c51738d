package dev.spadework.slack;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/** What somebody typed after {@code /agent} or after our name, understood. */
sealed interface Typed {
  /** Nothing, or {@code help}. */
  record Help() implements Typed {}

  /** How tasks stand; one of them, or all that have not ended. */
  record Status(Optional<String> task) implements Typed {}

  /** The queue, in its order. */
  record Waiting() implements Typed {}

  /** Stop a task. */
  record Cancel(String task) implements Typed {}

  /**
   * Ask again for what a task was asked.
   *
   * @param hint may be empty
   */
  record Retry(String task, String hint) implements Typed {}

  /**
   * What happened to a task.
   *
   * @param all whether to leave nothing out
   */
  record Why(String task, boolean all) implements Typed {}

  /** What a task cost, or everything. */
  record Costs(Optional<String> task) implements Typed {}

  /** The repositories that are known. */
  record Known() implements Typed {}

  /** The rules that people wrote. */
  record Rules(Optional<String> repo) implements Typed {}

  /** The notes that people left. */
  record Notes(Optional<String> repo) implements Typed {}

  /** Keep a note. */
  record Remember(String text, Optional<String> repo) implements Typed {}

  /** Drop a note. */
  record Forget(int note) implements Typed {}

  /**
   * A word about a lesson.
   *
   * @param text the lesson in other words; empty: as it is
   */
  record OfLesson(int lesson, boolean keep, String text) implements Typed {}

  /** A wish for each time that a rhythm comes. */
  record Every(Set<DayOfWeek> days, LocalTime at, Wish wish) implements Typed {}

  /** The standing orders. */
  record Orders() implements Typed {}

  /** End a standing order. */
  record StopOrder(int order) implements Typed {}

  /** The digest, now. */
  record Today() implements Typed {}

  /** Take up no more work. */
  record Pause() implements Typed {}

  /** Take up work again. */
  record Resume() implements Typed {}

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
