package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking for a connection: Slack away, too fast, or of another opinion about the token. */
class SocketDialTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final SocketPace QUICK =
      new SocketPace(
          Duration.ofMillis(20),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofSeconds(1));

  private final BlockingQueue<Long> dials = new ArrayBlockingQueue<>(100);
  private final AtomicInteger asked = new AtomicInteger();
  private SocketSlack slack;
  private SocketMode mode;

  @BeforeEach
  void open() throws Exception {
    slack = SocketSlack.start("http://127.0.0.1:1/api/");
  }

  @AfterEach
  void close() throws Exception {
    mode.close();
    slack.close();
  }

  /** What Slack answers to the n-th question, from 0. */
  private interface Answers {
    String to(int question) throws Refused, Away;
  }

  private void start(boolean tls, Answers answers) {
    AppConfig config = new AppConfig();
    config.setSigningSecret("");
    mode =
        new SocketMode(
            () -> {
              dials.add(System.nanoTime());
              return answers.to(asked.getAndIncrement());
            },
            tls,
            new Envelopes(new App(config, List.of())),
            Clock.systemUTC(),
            QUICK);
    mode.start();
  }

  /** Since the question before. */
  private Duration pause(long before) throws InterruptedException {
    return Duration.ofNanos(dials.poll(20, TimeUnit.SECONDS) - before);
  }

  private void connected() throws InterruptedException {
    slack.sockets.await(server -> server.opened() >= 1, SOON);
  }

  private static Away away(Duration pause) {
    return new Away("apps.connections.open: 429", false, pause);
  }

  @Test
  void slackThatIsAwayAtTheStartIsAskedUntilItIsThere() throws Exception {
    start(
        false,
        question -> {
          if (question < 5) {
            throw away(Duration.ZERO);
          }
          return slack.sockets.address();
        });
    connected();
    assertThat(asked).hasValue(6);
  }

  @Test
  void thePauseThatSlackAsksForIsKept() throws Exception {
    start(
        false,
        question -> {
          if (question == 0) {
            throw away(Duration.ofMillis(700));
          }
          return slack.sockets.address();
        });
    long first = dials.poll(20, TimeUnit.SECONDS);
    assertThat(pause(first)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    connected();
  }

  @Test
  void aRefusedTokenIsSaidInHealthAndTriedAgainSlowly() throws Exception {
    start(
        false,
        question -> {
          if (question < 3) {
            throw new Refused("apps.connections.open", "invalid_auth");
          }
          return slack.sockets.address();
        });
    long first = dials.poll(20, TimeUnit.SECONDS);
    assertThat(pause(first)).isGreaterThanOrEqualTo(QUICK.refused());
    assertThat(mode.health().refusal()).contains("invalid_auth");
    connected();
  }

  @Test
  void aServerThatDoesNotGreetIsLeft() throws Exception {
    slack.sockets.rude(true);
    start(false, question -> slack.sockets.address());
    slack.sockets.await(server -> server.opened() >= 2 && server.closed() >= 1, SOON);
    assertThat(mode.health().connected()).isFalse();
    slack.sockets.rude(false);
    int before = slack.sockets.opened();
    slack.sockets.await(server -> server.opened() > before, SOON);
  }

  @Test
  void anAddressThatIsNoneOrInTheClearIsNotUsed() throws Exception {
    List<String> wrong = List.of("", "::", "http://127.0.0.1/", "wss:nowhere", "file:///etc");
    start(true, question -> question < 5 ? wrong.get(question) : slack.sockets.address());
    for (int i = 0; i < 8; i++) {
      assertThat(dials.poll(20, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(slack.sockets.opened()).isZero();
  }

  @Test
  void anErrorInTheOwnersThreadDoesNotEndIt() throws Exception {
    start(
        false,
        question -> {
          if (question == 0) {
            throw new IllegalStateException("broken");
          } else if (question == 1) {
            throw new NoClassDefFoundError("broken");
          }
          return slack.sockets.address();
        });
    connected();
  }

  @Test
  void closingDoesNotWaitForAPauseOrForSlack() throws Exception {
    start(
        false,
        question -> {
          throw away(Duration.ofHours(1));
        });
    dials.poll(20, TimeUnit.SECONDS);
    long start = System.nanoTime();
    mode.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(mode.health())
        .isEqualTo(new SocketHealth(false, Duration.ZERO, 0, Optional.empty()));
  }
}
