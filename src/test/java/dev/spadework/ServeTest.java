package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.SlackStandIn;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a whole, over HTTP, with nothing outside that answers. */
class ServeTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final SlackStandIn slack = new SlackStandIn(Clock.systemUTC());
  @TempDir private Path dir;
  private Bot bot;

  @BeforeEach
  void start() throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("SLACK_BOT_TOKEN", slack.token());
    environment.put("SLACK_SIGNING_SECRET", slack.signingSecret());
    environment.put("SLACK_API_URL", "http://127.0.0.1:1/api/");
    environment.put("GEMINI_API_KEY", "key-of-the-test");
    environment.put("GEMINI_BASE_URL", "http://127.0.0.1:1/v1beta");
    environment.put("GITHUB_API_URL", "http://127.0.0.1:1");
    environment.put("DATABASE_URL", "jdbc:sqlite:" + dir.resolve("spadework.db"));
    environment.put("PORT", "0");
    Path config =
        Files.writeString(
            dir.resolve("spadework.yml"),
            """
            data: %s
            memory: %s
            sandbox: { kind: process, allow-process: true }
            repos: { acme/billing: { clone-url: "%s" } }
            """
                .formatted(dir.resolve("data"), dir.resolve("memory"), dir.resolve("none.git")));
    Settings settings = SettingsReader.read(Optional.of(config), environment).orThrow(List.of());
    assertThat(Needs.serve(settings, true)).isEmpty();
    bot = ServeCommand.bot(settings, new World(environment, Clock.systemUTC()), true);
    bot.start();
    slack.bot(address(Bot.EVENTS));
  }

  @AfterEach
  void stop() {
    bot.close();
    slack.close();
  }

  @Test
  void itIsReadyWhateverIsDownOutside() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.body())
        .contains("spadework_tasks{phase=\"waiting\"} 0")
        .contains("spadework_queue_length 0")
        .contains("spadework_spend_today_usd 0.0");
  }

  @Test
  void whatIsNotThereIsOneLineWithoutAWordAboutTheServer() throws Exception {
    for (HttpResponse<String> answer :
        List.of(get("/"), get("/github/webhook"), post("/github/webhook", "{}"))) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("404 Not Found\n");
      assertThat(answer.headers().map()).doesNotContainKey("server");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }
  }

  @Test
  void onlySignedRequestsOfAProperSizeComeIn() throws Exception {
    assertThat(post("/slack/events", "command=%2Fagent&text=hello").statusCode()).isEqualTo(401);
    assertThat(announced(Http.LARGEST_BODY + 1)).startsWith("HTTP/1.1 413 ");
    assertThat(get("/slack/events").statusCode()).isEqualTo(405);
    assertThat(get("/metrics").body()).contains("spadework_tasks{phase=\"queued\"} 0");
  }

  @Test
  void aSignedRequestIsWrittenDownBeforeItIsAcknowledged() throws Exception {
    var delivered = slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, "add CSV export");
    assertThat(delivered.status()).isEqualTo(200);
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void noErrorPageShowsAStack() throws Exception {
    HttpResponse<String> broken = get("/slack/events/%2e%2e/%00");
    assertThat(broken.statusCode()).isBetween(400, 499);
    assertThat(broken.body()).doesNotContain("Exception").doesNotContain("at org.");
  }

  /** The status line for a body that is announced but not sent: sending would race the answer. */
  private String announced(int length) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", bot.port())) {
      String head = "POST /slack/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
      socket
          .getOutputStream()
          .write((head + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(address(path)).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + bot.port() + path);
  }
}
