package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Story;
import dev.spadework.slack.SocketSlack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code serve} with an app token and no signing secret: nothing comes in over HTTP. */
class SocketServeTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  @TempDir Path dir;

  private Outside world() throws Exception {
    return new Outside(
        dir,
        Story.firstOf(
            NoteStory.when("rounding works").plan(NoteStory.plan(0.4, "Up or to even?"))));
  }

  @Test
  void aCommandOverTheSocketIsATaskThatAsksAndTakesItsAnswerThere() throws Exception {
    try (Outside world = world();
        SocketSlack socket = SocketSlack.start(world.slackServer.apiUrl())) {
      world
          .environment("SLACK_SIGNING_SECRET", "")
          .environment("SLACK_APP_TOKEN", socket.appToken());
      world.environment("SLACK_API_URL", socket.apiUrl());
      world.slack.bot(socket.bridge());
      world.start();
      Asked task = Asked.by(world, "rounding", "describe how rounding works");
      Message question = task.asks("Approve");
      assertThat(question.words()).contains("Up or to even?");
      task.press(SlackStandIn.ANN, "Reject");
      task.awaits(m -> m.buttons().stream().noneMatch(b -> b.label().equals("Approve")), "decided");
      assertThat(task.thread()).isNotEmpty();
      assertThat(world.status("/slack/events")).isEqualTo(404);
      assertThat(metrics(world)).contains("spadework_socket_connected 1");
      socket.hangUp();
      Asked.by(world, "again", "describe how rounding works").asks("Approve");
      assertThat(metrics(world)).contains("spadework_socket_reconnects 1");
      assertThat(world.terminate()).isZero();
      assertThat(world.logged())
          .contains("socket_lost")
          .doesNotContain(socket.appToken(), "ticket=");
    }
  }

  @Test
  void itIsReadyWhileSlackIsAwayButNotWithATokenThatSlackRefuses() throws Exception {
    try (Bot bot = bot("http://127.0.0.1:1/api/")) {
      bot.start();
      assertThat(get(bot, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(bot, "/metrics").body()).contains("spadework_socket_connected 0");
      assertThat(get(bot, "/slack/events").statusCode()).isEqualTo(404);
    }
    try (SocketSlack socket = SocketSlack.start("http://127.0.0.1:1/api/");
        Bot bot = bot(socket.apiUrl())) {
      bot.start();
      long deadline = System.nanoTime() + SOON.toNanos();
      while (get(bot, "/readyz").statusCode() == 200 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(get(bot, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(bot, "/readyz").body())
          .isEqualTo("Slack refuses SLACK_APP_TOKEN: invalid_auth\n");
      assertThat(get(bot, "/healthz").statusCode()).isEqualTo(200);
    }
  }

  private Bot bot(String slackUrl) throws Exception {
    Map<String, String> environment =
        Map.of(
            "SLACK_BOT_TOKEN", "xoxb-of-the-test",
            "SLACK_APP_TOKEN", "xapp-of-nobody",
            "SLACK_API_URL", slackUrl,
            "DATABASE_URL", "jdbc:sqlite:" + dir.resolve("spadework.db"),
            "PORT", "0");
    Path config =
        Files.writeString(
            dir.resolve("bot.yml"),
            "repos: { acme/billing: { clone-url: \"" + dir.resolve("none.git") + "\" } }");
    Settings settings = SettingsReader.read(Optional.of(config), environment).orThrow(List.of());
    assertThat(Needs.serve(settings, false)).isEmpty();
    return ServeCommand.bot(settings, new World(environment, Clock.systemUTC()), false);
  }

  private static HttpResponse<String> get(Bot bot, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bot.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String metrics(Outside world) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(world.url("/metrics"))).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
