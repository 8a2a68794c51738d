package dev.spadework.crash;

import java.time.Duration;
import java.util.Map;

/** What becomes of a request on its way to the other side. */
sealed interface Passage {
  /**
   * It gets there.
   *
   * @param answered run when the other side has answered, before the answer is handed on; the
   *     answer is lost if it throws
   */
  record Through(Runnable answered) implements Passage {}

  /** The connection is closed and nothing got there. */
  record Dropped() implements Passage {}

  /** It gets there, and of the answer only the first half comes back. */
  record Cut() implements Passage {}

  /** It gets there, and by the clock the answer comes so much later. */
  record Slow(Duration by) implements Passage {}

  /** It does not get there; this is answered instead. */
  record Answered(int status, Map<String, String> headers, String body) implements Passage {}

  static Passage through() {
    return new Through(() -> {});
  }
}
