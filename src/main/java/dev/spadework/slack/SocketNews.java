package dev.spadework.slack;

/** What a connection tells its owner. */
sealed interface SocketNews {
  /** The connection that it is about. */
  SocketLine line();

  /**
   * Slack greeted: from now on requests come this way.
   *
   * @param connections how many the app has now, over all processes; 0 if Slack did not say
   */
  record Greeted(SocketLine line, int connections) implements SocketNews {}

  /**
   * Slack will close the connection.
   *
   * @param reason {@code warning}, {@code refresh_requested}, {@code link_disabled}, or another
   */
  record Leaving(SocketLine line, String reason) implements SocketNews {}

  /** It is closed, by whomever. */
  record Closed(SocketLine line, String why) implements SocketNews {}
}
