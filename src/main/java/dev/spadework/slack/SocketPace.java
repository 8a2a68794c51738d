package dev.spadework.slack;

import java.time.Duration;

/**
 * Limits of Socket Mode.
 *
 * @param look between two looks at the connection
 * @param quiet without a sign of life so long, Slack is asked for one (a ping)
 * @param dead without a sign of life so long, the connection is dropped and another one opened
 * @param hello how long a new connection may take until Slack greets
 * @param steady a connection that held so long was a good one: the next is opened at once
 * @param retry first pause after a failure; it doubles up to {@code retryAtMost}
 * @param refused pause after Slack refused the token: asking faster changes nothing
 * @param drain how long what is being handled may take when we close
 */
record SocketPace(
    Duration look,
    Duration quiet,
    Duration dead,
    Duration hello,
    Duration steady,
    Duration retry,
    Duration retryAtMost,
    Duration refused,
    Duration drain) {
  /**
   * Slack's own Node client takes a connection for dead after 30 s without a ping of the server
   * ({@code serverPingTimeout} in {@code SocketModeOptions} of slackapi/node-slack-sdk); here it is
   * first asked, and dropped when two such spans went by. The method that hands out addresses,
   * {@code apps.connections.open}, is of Slack's strictest tier (about one call a minute, with
   * bursts), so pauses grow to a minute.
   */
  static final SocketPace USUAL =
      new SocketPace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5));
}
