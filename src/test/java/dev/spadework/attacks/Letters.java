package dev.spadework.attacks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.Gatehouse;
import dev.spadework.forge.GitHubTells;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Requests to both ways in, byte by byte. */
final class Letters {
  static final String COMMAND =
      "command=%2Fagent&text=paint+the+bikeshed&user_id=U0ANN&channel_id=C0ENG"
          + "&channel_name=eng-agents&team_id=T0DESK&response_url=http%3A%2F%2F127.0.0.1%3A1%2F"
          + "&trigger_id=";
  static final String FORM = "application/x-www-form-urlencoded";
  static final String JSON = "application/json";

  private Letters() {}

  /** A command that nobody sent before. */
  static byte[] command() {
    return (COMMAND + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
  }

  /** Slack's two headers. */
  static String slack(Instant at, String signature) {
    return "X-Slack-Request-Timestamp: "
        + at.getEpochSecond()
        + "\r\nX-Slack-Signature: "
        + signature
        + "\r\n";
  }

  /** A command that Slack signed at this time. */
  static byte[] signed(Gatehouse house, Instant at, byte[] body) {
    return post("/slack/events", FORM, slack(at, house.slackSigned(at, body)), body);
  }

  /** GitHub's headers with a signature of its choice. */
  static String github(String event, String id, String signature) {
    return "X-GitHub-Event: "
        + event
        + "\r\nX-GitHub-Delivery: "
        + id
        + "\r\n"
        + (signature.isEmpty() ? "" : "X-Hub-Signature-256: " + signature + "\r\n");
  }

  /** A delivery that GitHub signed. */
  static byte[] delivery(String event, ObjectNode payload) {
    return delivery(event, UUID.randomUUID().toString(), GitHubTells.bytes(payload));
  }

  static byte[] delivery(String event, String id, byte[] body) {
    String signature = Gatehouse.githubSigned(Gatehouse.WEBHOOK_SECRET, body);
    return post("/github/webhook", JSON, github(event, id, signature), body);
  }

  /** A request with the length that it has. */
  static byte[] post(String path, String type, String headers, byte[] body) {
    return raw(
        "POST " + path + " HTTP/1.1",
        "Content-Type: " + type + "\r\n" + headers + "Content-Length: " + body.length + "\r\n",
        body);
  }

  static byte[] raw(String line, String headers, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = line + "\r\nHost: localhost\r\n" + headers + "\r\n";
    out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
