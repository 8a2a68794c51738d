package dev.spadework.desk;

import java.time.Duration;

/**
 * A signed request that the stand-in sent to the bot, and what came back.
 *
 * @param body as sent, byte for byte, so that it can be sent again
 * @param status HTTP status of the acknowledgement; 0 when nobody answered
 * @param answer body of the acknowledgement, or why there is none
 * @param took from sending to the last byte of the acknowledgement
 */
public record Delivered(String contentType, String body, int status, String answer, Duration took) {
  /** Whether Slack would count it as received: a 2xx within three seconds. */
  public boolean acknowledged() {
    return status >= 200 && status < 300 && took.compareTo(Duration.ofSeconds(3)) <= 0;
  }
}
