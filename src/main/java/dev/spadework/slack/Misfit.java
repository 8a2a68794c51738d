package dev.spadework.slack;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a payload that lacks what Slack always sends, or has it in another form, from a failure of
 * ours: the former is its sender's affair, and sending it again helps nobody.
 */
final class Misfit {
  private static final Logger LOG = LoggerFactory.getLogger(Misfit.class);

  /** Bolt's own parser; its exceptions say that it met what it did not expect. */
  private static final String PARSER = "com.google.gson.";

  private Misfit() {}

  /** Whether it comes of the payload. */
  static boolean caused(Throwable e) {
    return e instanceof NullPointerException
        || e instanceof IndexOutOfBoundsException
        || e instanceof ClassCastException
        || e instanceof NumberFormatException
        || e.getClass().getName().startsWith(PARSER)
        || e instanceof StackOverflowError;
  }

  /** Notes it, with the place and without a word of the payload. */
  static void note(Throwable e) {
    StackTraceElement[] stack = e.getStackTrace();
    LOG.atWarn()
        .addKeyValue("what", e.getClass().getSimpleName())
        .addKeyValue("where", stack.length == 0 ? "" : stack[0])
        .log("payload_of_unknown_shape");
  }
}
