package dev.spadework.attacks;

import dev.spadework.Gatehouse;
import dev.spadework.RawHttp;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Callers who play with time. */
final class Waiting extends Knocking {
  static final String CROWD = "two hundred slow callers";
  private static final String HEAD = "a head byte by byte";
  private static final int CALLERS = 200;
  private static final Duration SLACK_WAITS = Duration.ofSeconds(3);
  private static final Duration CUT_OFF = WHOLE_REQUEST.plusSeconds(3);

  Waiting() {
    super("Hostile network");
    tries(
        HEAD,
        "one byte each 200 ms, for ever",
        "cut off within two seconds",
        house -> trickle(house, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: "));
    tries(
        "a body byte by byte",
        "one byte each 200 ms of a hundred thousand",
        "cut off within two seconds",
        house ->
            trickle(
                house, "POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"));
    tries(
        CROWD,
        "two hundred slow callers with half a body each, while Slack sends a command",
        "Slack has its answer within three seconds",
        1,
        Waiting::crowd);
  }

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "time for a whole request", "dev.spadework.Callers#tooSlow", (s, a) -> null, HEAD),
        new Defence(
            "no thread waits for a client",
            "dev.spadework.WholeRequests#hasBody",
            (s, a) -> false,
            CROWD));
  }

  static Optional<RawHttp.Answer> answer(Gatehouse house, byte[] request) throws IOException {
    try (RawHttp line = new RawHttp(house.port(), 2)) {
      return line.send(request);
    }
  }

  /** Sends the beginning, then a byte now and then, until the other side has enough. */
  static Optional<String> trickle(Gatehouse house, String beginning) throws Exception {
    ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
    long start = System.nanoTime();
    try (RawHttp line = new RawHttp(house.port(), 3)) {
      line.begin(beginning);
      dripping.scheduleAtFixedRate(() -> drip(line), 200, 200, TimeUnit.MILLISECONDS);
      line.patience(CUT_OFF);
      line.answer();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return took.compareTo(CUT_OFF) < 0
          ? Optional.empty()
          : Optional.of("it was listened to for " + took);
    } finally {
      dripping.shutdownNow();
    }
  }

  private static void drip(RawHttp line) {
    try {
      line.begin("x");
    } catch (IOException e) {
      throw new IllegalStateException("the line is cut, as it should be", e);
    }
  }

  static Optional<String> crowd(Gatehouse house) throws Exception {
    List<RawHttp> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < CALLERS; i++) {
        RawHttp caller = new RawHttp(house.port(), 100 + i);
        crowd.add(caller);
        caller.begin("POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\nhalf");
      }
      byte[] command = Letters.signed(house, Instant.now(), Letters.command());
      try (RawHttp slack = new RawHttp(house.port(), 4)) {
        slack.patience(SLACK_WAITS);
        return judged(slack.send(command), 200);
      }
    } finally {
      for (RawHttp caller : crowd) {
        try {
          caller.close();
        } catch (SocketException e) {
          // Cut off before.
        }
      }
    }
  }

  static Optional<String> probes(Gatehouse house) throws Exception {
    for (String path : List.of("/metrics", "/readyz", "/healthz", "/nothing")) {
      RawHttp.Answer answer =
          answer(house, Letters.raw("GET " + path + " HTTP/1.1", "", new byte[0])).orElseThrow();
      String all = answer.headers() + answer.body();
      for (String secret :
          List.of(
              house.slack.token(),
              house.slack.signingSecret(),
              Gatehouse.WEBHOOK_SECRET,
              Gatehouse.TOKEN,
              Gatehouse.REPO,
              "U0ANN",
              "/tmp",
              "jdbc",
              "etty")) {
        if (all.contains(secret)) {
          return Optional.of(path + " tells " + secret);
        }
      }
    }
    return Optional.empty();
  }
}
