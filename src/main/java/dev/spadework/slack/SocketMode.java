package dev.spadework.slack;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection of Socket Mode open, from now until it is closed, whatever Slack does. Slack
 * may be away at the start.
 *
 * <p>One thread owns opening and dropping, and nothing else does either. The client of Slack's
 * library has three owners: a monitor that looks every five seconds, the thread that handles a
 * {@code disconnect} message, and its close listener. They reopen past each other and without a
 * pause, which Slack answers with 429 (slackapi/java-slack-sdk issues 1223 and 1256); it takes a
 * connection for alive by its own pings only, and an exception while it is opened ends its monitor
 * for good. So of that library only the translation of requests is used ({@link Envelopes}), and
 * the connection is a plain WebSocket ({@link SocketLine}) that never reconnects by itself.
 *
 * <p>Where Slack announces that it will close a connection (it does so every few hours), the next
 * one is opened first, and the old one is kept until Slack closes it.
 */
final class SocketMode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketMode.class);
  private static final String METHOD = "apps.connections.open";
  private static final String DISABLED = "link_disabled";
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final Dial dial;
  private final Set<String> schemes;
  private final Envelopes envelopes;
  private final Clock clock;
  private final SocketPace pace;
  private final Backoff backoff;
  private final LinkedBlockingQueue<SocketNews> news = new LinkedBlockingQueue<>();
  private final List<SocketLine> leaving = new CopyOnWriteArrayList<>();
  private final Thread owner = new Thread(this::own, "slack-socket");
  private volatile @Nullable SocketLine current;
  private volatile @Nullable String refusal;
  private volatile long reconnects;
  private volatile boolean closing;

  /** Asks Slack for the address of a new connection. */
  interface Dial {
    String ask() throws Refused, Away;
  }

  /**
   * Nothing is opened before {@link #start()}.
   *
   * @param tls whether the connection must be encrypted; the address comes from outside
   */
  SocketMode(Dial dial, boolean tls, Envelopes envelopes, Clock clock, SocketPace pace) {
    this.dial = dial;
    this.schemes = tls ? Set.of("wss") : Set.of("wss", "ws");
    this.envelopes = envelopes;
    this.clock = clock;
    this.pace = pace;
    this.backoff =
        new Backoff(
            pace.retry(), pace.retryAtMost(), () -> ThreadLocalRandom.current().nextDouble());
    owner.setDaemon(true);
  }

  /** Begins to connect; returns at once. */
  void start() {
    owner.start();
  }

  SocketHealth health() {
    SocketLine line = current;
    boolean there = line != null && line.ended().isEmpty();
    return new SocketHealth(
        there, there ? line.silence() : Duration.ZERO, reconnects, Optional.ofNullable(refusal));
  }

  private void own() {
    int failures = 0;
    while (!closing) {
      try {
        failures = hold(failures);
      } catch (InterruptedException e) {
        // Only close() interrupts; the loop ends by its flag.
        LOG.atDebug().log("socket_closing");
      } catch (RuntimeException | Error e) {
        // A thread that ended here would leave a bot that looks alive and hears nothing.
        failures++;
        LOG.atError().setCause(e).log("socket_failed");
      }
    }
  }

  /** Opens one connection and holds it as long as it lasts; returns the failures in a row. */
  private int hold(int failures) throws InterruptedException {
    rest(backoff.after(failures));
    try {
      SocketLine line = open();
      Instant since = clock.instant();
      watch(line);
      boolean steady = Duration.between(since, clock.instant()).compareTo(pace.steady()) >= 0;
      return steady ? 0 : failures + 1;
    } catch (Refused e) {
      refused(e);
      rest(pace.refused());
      return 1;
    } catch (Away e) {
      Duration pause = e.pause();
      LOG.atWarn()
          .addKeyValue("reason", e.getMessage())
          .addKeyValue("failures", failures + 1)
          .addKeyValue("retry_after_seconds", pause.toSeconds())
          .log("socket_not_connected");
      rest(pause);
      return failures + 1;
    }
  }

  private SocketLine open() throws Refused, Away, InterruptedException {
    SocketLine line =
        new SocketLine(address(dial.ask()), pace.hello(), clock, news::add, envelopes);
    try {
      line.connect();
      SocketNews.Greeted hello = greeting(line);
      opened(line, hello);
      return line;
    } catch (Refused | Away | InterruptedException | RuntimeException e) {
      line.drop("not opened");
      throw e;
    }
  }

  private SocketNews.Greeted greeting(SocketLine line) throws Refused, Away, InterruptedException {
    Instant until = clock.instant().plus(pace.hello());
    while (true) {
      Duration left = Duration.between(clock.instant(), until);
      SocketNews heard =
          left.isNegative() ? null : news.poll(left.toMillis(), TimeUnit.MILLISECONDS);
      if (heard == null && left.toMillis() <= 0) {
        throw new Away("Slack does not greet", false, Duration.ZERO);
      } else if (heard == null || heard.line() != line) {
        continue;
      } else if (heard instanceof SocketNews.Greeted hello) {
        return hello;
      } else if (heard instanceof SocketNews.Leaving leave) {
        if (leave.reason().equals(DISABLED)) {
          throw new Refused(METHOD, DISABLED);
        }
        throw new Away("Slack sends us away: " + leave.reason(), false, Duration.ZERO);
      } else if (heard instanceof SocketNews.Closed closed) {
        throw new Away(closed.why(), false, Duration.ZERO);
      }
    }
  }

  private void opened(SocketLine line, SocketNews.Greeted hello) {
    SocketLine before = current;
    refusal = null;
    current = line;
    if (before == null) {
      LOG.atInfo().addKeyValue("connections", hello.connections()).log("socket_connected");
      return;
    }
    reconnects++;
    Duration away =
        before.ended().map(ended -> Duration.between(ended, clock.instant())).orElse(Duration.ZERO);
    if (before.ended().isEmpty()) {
      leaving.add(before);
    }
    LOG.atInfo()
        .addKeyValue("away_ms", Math.max(away.toMillis(), 0))
        .addKeyValue("connections", hello.connections())
        .addKeyValue("reconnects", reconnects)
        .log("socket_reconnected");
  }

  /** Returns when another connection is wanted. */
  private void watch(SocketLine line) throws Refused, InterruptedException {
    Duration asked = Duration.ZERO;
    while (true) {
      SocketNews heard = news.poll(pace.look().toMillis(), TimeUnit.MILLISECONDS);
      letGo();
      Duration silence = line.silence();
      if (heard instanceof SocketNews.Closed closed && closed.line() == line) {
        lost(closed.why(), silence);
        return;
      }
      if (heard instanceof SocketNews.Leaving leave && leave.line() == line) {
        left(leave, silence);
        return;
      }
      if (silence.compareTo(pace.dead()) >= 0) {
        line.drop("silent");
        lost("silent", silence);
        return;
      }
      if (silence.compareTo(asked.plus(pace.quiet())) >= 0) {
        line.ask();
        // Half of the span later it is asked again, for one ping may be lost on the way.
        asked = silence.minus(pace.quiet().dividedBy(2));
      } else if (silence.compareTo(pace.quiet()) < 0) {
        asked = Duration.ZERO;
      }
    }
  }

  private void left(SocketNews.Leaving leave, Duration silence) throws Refused {
    if (leave.reason().equals(DISABLED)) {
      leave.line().drop(DISABLED);
      lost(DISABLED, silence);
      throw new Refused(METHOD, DISABLED);
    }
    LOG.atInfo().addKeyValue("reason", leave.reason()).log("socket_leaving");
  }

  private static void lost(String reason, Duration silence) {
    LOG.atWarn()
        .addKeyValue("reason", reason)
        .addKeyValue("silence_seconds", silence.toSeconds())
        .log("socket_lost");
  }

  /** Connections that were replaced: Slack closes them, and silence does. */
  private void letGo() {
    leaving.removeIf(line -> line.ended().isPresent());
    leaving.stream()
        .filter(line -> line.silence().compareTo(pace.quiet()) >= 0)
        .forEach(line -> line.drop("replaced"));
  }

  private void refused(Refused e) {
    if (!e.code().equals(refusal)) {
      LOG.atError()
          .addKeyValue("reason", e.code())
          .addKeyValue("retry_after_seconds", pace.refused().toSeconds())
          .addKeyValue(
              "mend",
              "check SLACK_APP_TOKEN (xapp-, scope connections:write) and that Socket Mode is on")
          .log("socket_refused");
    }
    refusal = e.code();
  }

  private URI address(String text) throws Away {
    try {
      URI address = URI.create(text);
      if (address.getHost() != null && schemes.contains(address.getScheme())) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Said below: the address itself carries a ticket and is not for logs.
      LOG.atDebug().log("socket_address_unreadable");
    }
    throw new Away(METHOD + ": no address that could be used", false, Duration.ZERO);
  }

  private void rest(Duration pause) throws InterruptedException {
    if (!closing) {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
  }

  /** Takes nothing more in, lets what is being handled finish, then closes. May be asked twice. */
  @Override
  public void close() {
    closing = true;
    owner.interrupt();
    envelopes.close(pace.drain());
    try {
      owner.join(GOODBYE.toMillis());
      SocketLine line = current;
      if (line != null) {
        // Acknowledgements that wait to be written go out before the closing frame.
        line.close();
        if (!line.ends(GOODBYE)) {
          line.drop("closing");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leaving.forEach(line -> line.drop("closing"));
  }
}
