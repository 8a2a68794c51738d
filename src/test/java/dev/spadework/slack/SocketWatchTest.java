package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.MessageEvent;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Caps;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The connection lives, dies and comes back, with limits that are short. */
class SocketWatchTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration DEAD = Duration.ofSeconds(3);
  private static final SocketPace QUICK =
      new SocketPace(
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          DEAD,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofSeconds(5));

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CompletableFuture<Boolean> go = new CompletableFuture<>();
  private SocketSlack slack;
  private SocketMode mode;
  private Web web;

  @BeforeEach
  void open() throws Exception {
    log.start();
    for (Class<?> from : List.of(SocketMode.class, Envelopes.class)) {
      ((Logger) LoggerFactory.getLogger(from)).setLevel(Level.INFO);
      ((Logger) LoggerFactory.getLogger(from)).addAppender(log);
    }
    slack = SocketSlack.start("http://127.0.0.1:1/api/");
    web =
        new Web(
            settings(),
            Redactor.of(List.of()),
            new Door(java.time.Clock.systemUTC()),
            Duration.ofSeconds(5));
    mode = mode(slack.appToken());
  }

  private SocketMode mode(String token) {
    return new SocketMode(
        () -> web.socketAddress(token), false, new Envelopes(app()), Clock.systemUTC(), QUICK);
  }

  @AfterEach
  void close() throws Exception {
    mode.close();
    web.close();
    slack.close();
    for (Class<?> from : List.of(SocketMode.class, Envelopes.class)) {
      ((Logger) LoggerFactory.getLogger(from)).setLevel(null);
      ((Logger) LoggerFactory.getLogger(from)).detachAppender(log);
    }
  }

  /** One handler that does as it is told. */
  private App app() {
    AppConfig config = new AppConfig();
    config.setSigningSecret("");
    config.setAllEventsApiAutoAckEnabled(true);
    App app = new App(config, List.of());
    app.command(
        Pattern.compile("/.+"),
        (request, context) -> {
          switch (request.getPayload().getText()) {
            case "throw" -> throw new IllegalStateException("the handler is broken");
            case "die" -> throw new StackOverflowError();
            case "wait" -> {
              entered.countDown();
              go.join();
            }
            default -> {}
          }
          return context.ack("done");
        });
    app.event(MessageEvent.class, (payload, context) -> Response.error(503));
    return app;
  }

  private SlackSettings settings() {
    return new SlackSettings(
        "xoxb-1",
        "",
        Optional.of(slack.appToken()),
        slack.apiUrl(),
        "",
        List.of("everyone"),
        List.of("everyone"),
        true,
        List.of(),
        1,
        1,
        new Caps(1, Duration.ofMinutes(1)),
        ZoneOffset.UTC,
        new SlackSettings.Allowance(1, 1),
        Duration.ofHours(4),
        Duration.ofDays(3));
  }

  private CompletableFuture<JsonNode> command(String text) throws InterruptedException {
    return slack.send("slash_commands", SocketSlack.command("t-" + text, text));
  }

  private void served() throws Exception {
    assertThat(command("hello").get(20, TimeUnit.SECONDS).at("/payload/text").asText())
        .isEqualTo("done");
  }

  private void connected(int times) throws InterruptedException {
    slack.sockets.await(server -> server.opened() >= times, SOON);
  }

  /** A line of the log with its pairs, once it is there. */
  private String logged(String message) {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < deadline) {
      for (ILoggingEvent event : List.copyOf(log.list)) {
        if (event.getMessage().equals(message)) {
          return message + " " + event.getKeyValuePairs();
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError(message + " is not among " + log.list);
  }

  @Test
  void whenSlackClosesItTheNextIsOpenedAndSaid() throws Exception {
    mode.start();
    served();
    slack.sockets.hangUp();
    connected(2);
    served();
    assertThat(logged("socket_connected")).contains("connections=\"1\"");
    assertThat(logged("socket_lost")).contains("closed by Slack, code 1001", "silence_seconds");
    assertThat(logged("socket_reconnected")).contains("away_ms", "reconnects=\"1\"");
    assertThat(mode.health().connected()).isTrue();
    assertThat(mode.health().reconnects()).isEqualTo(1);
  }

  @Test
  void aConnectionThatOnlyLooksAliveIsAskedThenDroppedAndReplaced() throws Exception {
    mode.start();
    served();
    long start = System.nanoTime();
    slack.sockets.silence();
    connected(2);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Figures.note("socket", "silence until the next connection: " + took.toMillis() + " ms");
    assertThat(slack.sockets.pings()).isPositive();
    assertThat(took).isGreaterThan(DEAD.dividedBy(2));
    served();
    assertThat(logged("socket_lost")).contains("reason=\"silent\"");
    // The dead one is not kept open.
    slack.sockets.await(server -> server.closed() == 1, SOON);
  }

  @Test
  void aQuietConnectionThatAnswersPingsIsKept() throws Exception {
    mode.start();
    served();
    slack.sockets.await(server -> server.pings() >= 4, SOON);
    assertThat(slack.sockets.opened()).isEqualTo(1);
    served();
  }

  @Test
  void anAnnouncedEndOpensTheNextFirstAndTheOldOneStillServes() throws Exception {
    mode.start();
    served();
    var old = slack.sockets.connection(SOON);
    CompletableFuture<JsonNode> slow = command("wait");
    entered.await();
    old.send("{\"type\":\"disconnect\",\"reason\":\"warning\",\"debug_info\":{\"host\":\"h\"}}");
    connected(2);
    assertThat(logged("socket_reconnected")).contains("away_ms=\"0\"", "connections=\"2\"");
    go.complete(true);
    assertThat(slow.get(20, TimeUnit.SECONDS).path("envelope_id").asText()).isNotEmpty();
    served();
    old.close();
    slack.sockets.await(server -> server.closed() == 1, SOON);
    served();
    assertThat(slack.sockets.opened()).isEqualTo(2);
  }

  @Test
  void whereSocketModeWasSwitchedOffItSaysSoAndTriesSeldom() throws Exception {
    mode.start();
    served();
    slack.sockets.connection(SOON).send("{\"type\":\"disconnect\",\"reason\":\"link_disabled\"}");
    assertThat(logged("socket_refused")).contains("link_disabled", "SLACK_APP_TOKEN");
    connected(2);
    served();
    assertThat(mode.health().refusal()).isEmpty();
  }

  @Test
  void aHandlerThatFailsIsNotAcknowledgedAndTheNextIsServed() throws Exception {
    mode.start();
    CompletableFuture<JsonNode> broken = command("throw");
    CompletableFuture<JsonNode> dead = command("die");
    for (int i = 0; i < 20; i++) {
      command("throw");
    }
    served();
    assertThat(broken).isNotDone();
    assertThat(dead).isNotDone();
    assertThat(logged("envelope_failed")).contains("slash_commands");
    assertThat(slack.sockets.opened()).isEqualTo(1);
  }

  @Test
  void whatIsNoRequestIsHarmless() throws Exception {
    mode.start();
    var socket = slack.sockets.connection(SOON);
    for (String text :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "hello?",
            "{}",
            "{\"type\":7}",
            "{\"type\":\"slash_commands\"}",
            "{\"type\":\"slash_commands\",\"envelope_id\":\"x\",\"payload\":null}",
            "{\"type\":\"interactive\",\"envelope_id\":\"x\",\"payload\":{\"type\":\"new\"}}",
            "{\"type\":\"events_api\",\"envelope_id\":\"x\",\"payload\":[1]}",
            "{\"type\":\"of_tomorrow\",\"envelope_id\":\"x\",\"payload\":{}}",
            "[".repeat(500_000),
            "{\"type\":\"slash_commands\",\"payload\":\"" + "x".repeat(2 << 20) + "\"}")) {
      socket.send(text);
    }
    socket.send(new byte[] {1, 2, 3});
    served();
    assertThat(slack.sockets.opened()).isEqualTo(1);
  }

  @Test
  void theRetryAfterOfATooFastCallIsKept() throws Exception {
    slack.refuse("1", 1);
    long start = System.nanoTime();
    mode.start();
    connected(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(slack.dials()).isEqualTo(2);
    assertThat(logged("socket_not_connected")).contains("429", "retry_after_seconds=\"1\"");
  }

  @Test
  void closingFinishesWhatIsBeingHandled() throws Exception {
    mode.start();
    CompletableFuture<JsonNode> slow = command("wait");
    entered.await();
    Thread closing = new Thread(mode::close);
    closing.start();
    go.complete(true);
    closing.join();
    assertThat(slow.get(20, TimeUnit.SECONDS).at("/payload/text").asText()).isEqualTo("done");
    slack.sockets.await(server -> server.closed() == 1, SOON);
    assertThat(slack.sockets.opened()).isEqualTo(1);
    assertThat(mode.health().connected()).isFalse();
  }
}
