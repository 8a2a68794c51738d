package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.report.Caps;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
  private static final String COMMAND =
      "command=%2Fagent&text=add+CSV+export&user_id=U0ANN&channel_id=C0ENG"
          + "&channel_name=eng-agents&trigger_id=1.2.3&team_id=T0DESK";

  @TempDir Path folder;
  private SlackTown town;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).openClosed();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private HttpResponse<String> send(String body, long age, String secret) throws Exception {
    String stamp = Long.toString(Instant.now().getEpochSecond() - age);
    String signature = new Signature(secret).sign(stamp, body.getBytes(StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(town.events())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Slack-Request-Timestamp", stamp)
            .header("X-Slack-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void refused(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).hasSizeLessThan(60).doesNotContain("Exception", "html");
    assertThat(town.journal.tasks().recent(10)).isEmpty();
  }

  @Test
  void aSignedRequestPasses() throws Exception {
    assertThat(send(COMMAND, 0, town.slack.signingSecret()).statusCode()).isEqualTo(200);
    assertThat(town.journal.tasks().recent(10)).hasSize(1);
  }

  @Test
  void aWrongSignatureLeavesNoTrace() throws Exception {
    refused(send(COMMAND, 0, "another secret"), 401);
    refused(send(COMMAND, 0, "---"), 401);
  }

  @ParameterizedTest
  @ValueSource(longs = {310, 86_400, -310, -86_400})
  void anOldOrFutureRequestLeavesNoTrace(long age) throws Exception {
    refused(send(COMMAND, age, town.slack.signingSecret()), 401);
  }

  @Test
  void aRequestWithoutSignatureIsNotParsed() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(town.events())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"event_callback\"}"))
            .build();
    refused(http.send(request, HttpResponse.BodyHandlers.ofString()), 401);
  }

  @Test
  void aLargeBodyIsRefusedWhoeverSignedIt() throws Exception {
    String large = COMMAND + "x".repeat(SlackIntake.LONGEST_BODY);
    refused(send(large, 0, town.slack.signingSecret()), 413);
  }

  @Test
  void onlyPostIsTaken() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(town.events()).GET().build();
    refused(http.send(request, HttpResponse.BodyHandlers.ofString()), 405);
  }

  @Test
  void aSignatureCoversStampAndBody() {
    Signature signature = new Signature("8f742231b10e8888abcd99yyyzzz85a5");
    // Slack's own example, docs.slack.dev "Verifying requests from Slack".
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2F"
            + "commands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    assertThat(signature.sign("1531420618", body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    Instant then = Instant.ofEpochSecond(1531420618);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String good = signature.sign("1531420618", bytes);
    assertThat(signature.holds("1531420618", good, bytes, then)).isTrue();
    assertThat(signature.holds("1531420619", good, bytes, then)).isFalse();
    assertThat(signature.holds("1531420618", good.toUpperCase(java.util.Locale.ROOT), bytes, then))
        .isFalse();
    assertThat(signature.holds("x", good, bytes, then)).isFalse();
    assertThat(signature.holds(null, good, bytes, then)).isFalse();
    assertThat(signature.holds("1531420618", null, bytes, then)).isFalse();
  }

  @Test
  void aBlankTokenOrSecretIsRefusedAndSecretsAreMasked() {
    assertThatThrownBy(() -> settings(" ", "s3cret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SLACK_BOT_TOKEN");
    assertThatThrownBy(() -> settings("xoxb-1", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SLACK_SIGNING_SECRET");
    assertThatThrownBy(() -> settings("xoxb-1", "s3cret", Optional.of(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SLACK_APP_TOKEN");
    assertThat(settings("xoxb-1", "s3cret", Optional.of("xapp-1")).toString())
        .doesNotContain("xoxb-1", "s3cret", "xapp-1");
    assertThat(settings("xoxb-1", "", Optional.of("xapp-1")).overHttp()).isFalse();
  }

  private static SlackSettings settings(String token, String secret) {
    return settings(token, secret, Optional.empty());
  }

  private static SlackSettings settings(String token, String secret, Optional<String> appToken) {
    return new SlackSettings(
        token,
        secret,
        appToken,
        "https://slack.com/api",
        "",
        List.of("everyone"),
        List.of("everyone"),
        true,
        List.of(),
        1,
        1,
        new Caps(1, Duration.ofMinutes(1)),
        ZoneOffset.UTC,
        new SlackSettings.Allowance(1, 1));
  }
}
