package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;

/** The stand-in's judgement about blocks and views, which is Slack's, for tests of other rooms. */
public final class Judged {
  private Judged() {}

  /**
   * Judges the blocks of a message.
   *
   * @throws AssertionError if Slack would refuse them
   */
  public static void message(String name, JsonNode blocks) {
    judge(name, () -> BlockRules.checkMessage(blocks, true));
  }

  /**
   * Judges a dialog or a home.
   *
   * @throws AssertionError if Slack would refuse it
   */
  public static void view(String name, JsonNode view) {
    judge(name, () -> BlockRules.checkView(view));
  }

  private static void judge(String name, Runnable check) {
    try {
      check.run();
    } catch (SlackError e) {
      throw new AssertionError(name + ": " + e.getMessage(), e);
    }
  }
}
