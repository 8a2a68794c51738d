package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.desk.SlackStandIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code try} as a whole: the page's own requests in, a pull request with evidence out. */
class TrialTest {
  private static final Duration AT_MOST = Duration.ofSeconds(120);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final World world = new World(Map.of(), Clock.systemUTC());

  @Test
  void theFirstStoryEndsWithAPullRequestThatShowsDiffAndEvidence() throws Exception {
    try (Trial trial = Trial.start(world, wishes(Optional.empty()))) {
      assertThat(get(trial, "/").body()).contains("Spadework");
      JsonNode before = state(trial);
      assertThat(before.get("banner").asText()).contains("scripted").contains("Commands run");

      assertThat(command(trial, "add CSV export to invoices").statusCode()).isEqualTo(200);
      String pull = awaited(trial, "/desk/pulls/acme/invoices/1");

      HttpResponse<String> page = get(trial, pull);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Verdict").contains("passed").contains("Csv");
    }
  }

  @Test
  void freeTextWithoutAKeyGetsOneHonestMessage() throws Exception {
    try (Trial trial = Trial.start(world, wishes(Optional.empty()))) {
      HttpResponse<String> told = command(trial, "rewrite everything in another language");
      assertThat(told.body() + state(trial)).contains("GEMINI_API_KEY");
    }
  }

  @Test
  void otherPagesAreKeptOutAndTheProbesAnswer() throws Exception {
    try (Trial trial = Trial.start(world, wishes(Optional.empty()))) {
      assertThat(get(trial, "/readyz").statusCode()).isEqualTo(200);
      HttpRequest foreign =
          HttpRequest.newBuilder(URI.create(trial.url() + "/desk/say"))
              .header("Origin", "http://evil.example")
              .POST(BodyPublishers.ofString("{}"))
              .build();
      assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aRepositoryOfOnesOwnNeedsAModel(@TempDir Path dir) {
    assertThatThrownBy(() -> Trial.start(world, wishes(Optional.of(dir))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("set GEMINI_API_KEY");
  }

  private static Trial.Wishes wishes(Optional<Path> repo) {
    return new Trial.Wishes(0, repo, Duration.ZERO);
  }

  /** Waits until the channel shows a link to this path. */
  private String awaited(Trial trial, String path) throws Exception {
    long end = System.nanoTime() + AT_MOST.toNanos();
    while (System.nanoTime() < end) {
      if (state(trial).toString().contains(path)) {
        return path;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("no " + path + " in " + state(trial).toPrettyString());
  }

  private HttpResponse<String> command(Trial trial, String text) throws Exception {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "user",
                SlackStandIn.ANN,
                "channel",
                SlackStandIn.CHANNEL,
                "text",
                "/agent " + text));
    return http.send(
        HttpRequest.newBuilder(URI.create(trial.url() + "/desk/say"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode state(Trial trial) throws Exception {
    return JSON.readTree(get(trial, "/desk/state?user=" + SlackStandIn.ANN).body());
  }

  private HttpResponse<String> get(Trial trial, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(trial.url() + path)).build(), BodyHandlers.ofString());
  }
}
