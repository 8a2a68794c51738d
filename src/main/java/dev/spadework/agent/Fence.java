package dev.spadework.agent;

import dev.spadework.context.Hidden;
import dev.spadework.context.Tokens;
import java.util.regex.Pattern;

/**
 * Text of others in a prompt: between fences that it cannot close, with all that is not seen in it
 * spelled out.
 */
final class Fence {
  /** Backquotes and what a reader may take for them. */
  private static final Pattern RUN =
      Pattern.compile("[`\u00B4\u02CB\u02CA\u2035\u2032\uFF40\u1FEF\u0300\u2018\u055D]{3,}");

  private static final int SHORTEST = 3;

  private Fence() {}

  /** The text, whole. */
  static String of(String text) {
    return around(Hidden.show(text));
  }

  /** The text, cut before it is fenced, so that the fence is always closed. */
  static String of(String text, int tokens) {
    return around(Tokens.cut(Hidden.show(text), tokens));
  }

  private static String around(String text) {
    int longest = RUN.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(Math.max(SHORTEST, longest + 1));
    return fence + "\n" + text.stripTrailing() + "\n" + fence;
  }
}
