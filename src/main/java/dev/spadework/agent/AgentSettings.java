package dev.spadework.agent;

import dev.spadework.sandbox.Limits;
import java.time.Duration;

/**
 * The limits of every task.
 *
 * @param maxCalls model calls of one task
 * @param maxTime time in which a worker has it; waiting does not count
 * @param maxOutputTokens sent with every call, thinking included
 * @param confidence plans below it are shown to a person first; 0 to 1
 * @param snippetTokens tokens of code found by search in the opening prompt
 * @param image sandbox image of repositories that name none
 * @param sandbox ceilings for every command
 * @param callDeadline the longest that one model call may take
 * @param conversationTokens of a conversation after its opening; past them its oldest part is
 *     folded
 */
public record AgentSettings(
    int maxCalls,
    Duration maxTime,
    int maxOutputTokens,
    double confidence,
    int snippetTokens,
    String image,
    Limits sandbox,
    Duration callDeadline,
    int conversationTokens) {
  /** As much as a task of forty calls needs; sent again at a tenth, it costs two fresh reads. */
  private static final int CONVERSATION = 24_000;

  /** With a conversation of usual length. */
  public AgentSettings(
      int maxCalls,
      Duration maxTime,
      int maxOutputTokens,
      double confidence,
      int snippetTokens,
      String image,
      Limits sandbox,
      Duration callDeadline) {
    this(
        maxCalls,
        maxTime,
        maxOutputTokens,
        confidence,
        snippetTokens,
        image,
        sandbox,
        callDeadline,
        CONVERSATION);
  }
}
