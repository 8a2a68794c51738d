package dev.spadework.llm;

import java.time.Duration;

/** One provider's model. Safe for use by many threads. */
public interface Model {
  /**
   * Asks once; nothing is tried again here.
   *
   * @param deadline how long the whole answer may take, from the connection to the last byte
   * @return whatever the model said, also when it was cut off, blocked or empty
   * @throws ModelException if no reply came; says whether asking again later can help
   * @throws InterruptedException if the thread was interrupted; the call is cancelled at once
   * @throws IllegalArgumentException if the turns are no transcript, such as a call without a
   *     result
   */
  Reply ask(Prompt prompt, Duration deadline) throws ModelException, InterruptedException;

  /** Provider and model as settings and prices name it, such as {@code gemini:gemini-3.5-flash}. */
  String name();
}
