package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not come from Slack, or not now, is refused and leaves no trace. */
class DoorTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String COMMAND =
      "command=%2Fagent&text=paint+the+bikeshed+purple&user_id=U0ANN&channel_id=C0ENG"
          + "&channel_name=eng-agents&team_id=T0DESK&trigger_id=1.2.door&response_url=http%3A%2F%2Fx";

  @TempDir static Path dir;
  private static Outside world;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    world = new Outside(dir, request -> Answer.text("nothing"));
    world.start();
  }

  @AfterAll
  static void stop() throws Exception {
    world.close();
  }

  @AfterEach
  void leavesNoTrace() {
    assertThat(Rows.of(dir, "select task_id from task_events")).isEmpty();
    assertThat(world.logged()).doesNotContain("bikeshed", "\tat ");
  }

  @Test
  void aWrongSignatureIsRefused() throws Exception {
    refused(401, post(FORM, COMMAND, now(), sign("0".repeat(32), now(), COMMAND)));
    refused(401, post(FORM, COMMAND + "&x=1", now(), sign(secret(), now(), COMMAND)));
    refused(401, post(FORM, COMMAND, now(), "v0="));
    refused(401, post(FORM, COMMAND, now(), sign(secret(), now(), COMMAND).replace("v0", "v1")));
  }

  @Test
  void aMissingSignatureOrTimestampIsRefused() throws Exception {
    refused(
        401, send(request().header("Content-Type", FORM).POST(BodyPublishers.ofString(COMMAND))));
    refused(
        401,
        send(
            request()
                .header("X-Slack-Request-Timestamp", now())
                .POST(BodyPublishers.ofString(COMMAND))));
    refused(
        401,
        send(
            request()
                .header("X-Slack-Signature", sign(secret(), now(), COMMAND))
                .POST(BodyPublishers.ofString(COMMAND))));
    refused(401, signed(FORM, COMMAND, "soon"));
  }

  @Test
  void oldAndFutureRequestsAreRefusedThoughTheyAreSigned() throws Exception {
    refused(401, signed(FORM, COMMAND, at(Duration.ofMinutes(-6))));
    refused(401, signed(FORM, COMMAND, at(Duration.ofMinutes(6))));
  }

  @Test
  void aLargeBodyIsRefusedSignedOrNot() throws Exception {
    String large = COMMAND + "&pad=" + "x".repeat(Http.LARGEST_BODY);
    String signed =
        "X-Slack-Request-Timestamp: %s\r\nX-Slack-Signature: %s\r\n"
            .formatted(now(), sign(secret(), now(), large));
    // Asking first whether to go on, as curl does, and never sending the body.
    for (String head : List.of(signed, "")) {
      try (RawHttp line = new RawHttp(URI.create(world.url("/")).getPort(), 1)) {
        RawHttp.Answer answer =
            line.send(
                    "POST /slack/events HTTP/1.1\r\nHost: spadework\r\nExpect: 100-continue\r\n"
                        + "Content-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                            .formatted(FORM, large.length(), head))
                .orElseThrow();
        refused(413, answer.status(), answer.body());
      }
    }
    // Of no declared length, so that it has to be counted while it comes; one byte too long.
    List<byte[]> parts = List.of(new byte[Http.LARGEST_BODY], new byte[1]);
    refused(413, send(request().POST(BodyPublishers.ofByteArrays(parts))));
  }

  @Test
  void onlyPostsAreTaken() throws Exception {
    refused(405, send(request().GET()));
    refused(405, send(request().method("PUT", BodyPublishers.ofString(COMMAND))));
    refused(405, send(request().DELETE()));
  }

  @Test
  void garbageIsRefusedWithoutAWordAboutTheInside() throws Exception {
    String garbage = "\u0000%%%{{{";
    refused(401, post(FORM, garbage, now(), "garbage"));
    refused(401, post("application/json", garbage, now(), "garbage"));
    // Signed, so that it gets past the door: whoever signed it is told no more either.
    for (String type : List.of(FORM, "application/json", "text/plain")) {
      for (String body : List.of(garbage, "", "{}", "[1", "payload=%7B%7D")) {
        refused(400, signed(type, body, now()));
      }
      refused(400, signed(type, "payload=%7B%22type%22", now()));
    }
  }

  private static void refused(int status, HttpResponse<String> answer) {
    refused(status, answer.statusCode(), answer.body());
  }

  private static void refused(int expected, int status, String body) {
    assertThat(status).isEqualTo(expected);
    assertThat(body.lines()).hasSizeLessThanOrEqualTo(1);
    assertThat(body).doesNotContain("Exception", "org.", "\tat ", "<html");
  }

  private HttpResponse<String> signed(String type, String body, String stamp) throws Exception {
    return post(type, body, stamp, sign(secret(), stamp, body));
  }

  private HttpResponse<String> post(String type, String body, String stamp, String signature)
      throws Exception {
    HttpRequest.Builder request = request().header("Content-Type", type);
    Map.of("X-Slack-Request-Timestamp", stamp, "X-Slack-Signature", signature)
        .forEach(request::header);
    return send(request.POST(BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(world.url("/slack/events")));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String secret() {
    return world.slack.signingSecret();
  }

  private static String now() {
    return at(Duration.ZERO);
  }

  private static String at(Duration later) {
    return Long.toString(Instant.now().plus(later).getEpochSecond());
  }

  private static String sign(String secret, String stamp, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] code = mac.doFinal(("v0:" + stamp + ":" + body).getBytes(StandardCharsets.UTF_8));
    return "v0=" + HexFormat.of().formatHex(code);
  }
}
