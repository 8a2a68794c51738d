package dev.spadework.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection to Slack. It notes signs of life, tells its owner what happens, and
 * hands requests on; the thread that reads does nothing else, and nothing that comes in can end it.
 * It never reconnects.
 */
final class SocketLine extends WebSocketClient {
  private static final Logger LOG = LoggerFactory.getLogger(SocketLine.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A frame beyond it ends the connection (code 1009): there is no honest message of that size. */
  private static final int LONGEST_FRAME = 8 * SlackIntake.LONGEST_BODY;

  private final Clock clock;
  private final Consumer<SocketNews> owner;
  private final Envelopes envelopes;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile Instant lastSign;
  private final AtomicReference<@Nullable Instant> ended = new AtomicReference<>();

  /** A connection that {@code connect()} opens; news may come from any thread. */
  SocketLine(
      URI address,
      Duration connectWithin,
      Clock clock,
      Consumer<SocketNews> owner,
      Envelopes envelopes) {
    super(
        address,
        new Draft_6455(List.of(), List.of(new Protocol("")), LONGEST_FRAME),
        Map.of(),
        (int) connectWithin.toMillis());
    this.clock = clock;
    this.owner = owner;
    this.envelopes = envelopes;
    this.lastSign = clock.instant();
    setDaemon(true);
    setTcpNoDelay(true);
    // The library's own watchdog: there is one owner of dropping a connection, and it is not here.
    setConnectionLostTimeout(0);
  }

  /** Since Slack's last sign of life; zero where the clock was set back. */
  Duration silence() {
    Instant now = clock.instant();
    if (now.isBefore(lastSign)) {
      lastSign = now;
    }
    return Duration.between(lastSign, now);
  }

  /** When it ended; empty while it is there. */
  Optional<Instant> ended() {
    return Optional.ofNullable(ended.get());
  }

  /** Whether it ended within this time. */
  boolean ends(Duration within) throws InterruptedException {
    return done.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends an acknowledgement; false if the connection is gone, and Slack will ask again. */
  boolean reply(String text) {
    try {
      send(text);
      return true;
    } catch (RuntimeException e) {
      LOG.atInfo().addKeyValue("reason", e.getClass().getSimpleName()).log("socket_ack_not_sent");
      return false;
    }
  }

  /** Asks Slack for a sign of life. */
  void ask() {
    try {
      sendPing();
    } catch (RuntimeException e) {
      // It is closing; the news of that is under way.
      LOG.atDebug().addKeyValue("reason", e.getClass().getSimpleName()).log("socket_ping_not_sent");
    }
  }

  /** Ends it without a word to the other side, which may be gone. Returns at once. */
  void drop(String why) {
    end(why);
    // Closing a TLS socket may wait for a peer that does not read.
    Thread thread = new Thread(() -> cut(why), "slack-socket-drop");
    thread.setDaemon(true);
    thread.start();
  }

  private void cut(String why) {
    closeConnection(CloseFrame.ABNORMAL_CLOSE, why);
    Socket socket = getSocket();
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.atDebug().addKeyValue("reason", e.getMessage()).log("socket_not_closed");
      }
    }
  }

  private void end(String why) {
    if (ended.compareAndSet(null, clock.instant())) {
      owner.accept(new SocketNews.Closed(this, why));
      done.countDown();
    }
  }

  private void alive() {
    lastSign = clock.instant();
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    alive();
    if (ended().isPresent()) {
      drop("given up before");
    }
  }

  @Override
  public void onMessage(String text) {
    alive();
    if (text.length() > SlackIntake.LONGEST_BODY) {
      LOG.atWarn().addKeyValue("characters", text.length()).log("envelope_too_large");
      return;
    }
    try {
      JsonNode message = JSON.readTree(text);
      switch (message.path("type").asText()) {
        case "hello" ->
            owner.accept(new SocketNews.Greeted(this, message.path("num_connections").asInt()));
        case "disconnect" ->
            owner.accept(
                new SocketNews.Leaving(this, message.path("reason").asText("no reason given")));
        default -> {
          if (message.path("envelope_id").isTextual()) {
            envelopes.take(message, text, this::reply);
          }
        }
      }
    } catch (JsonProcessingException e) {
      LOG.atWarn().addKeyValue("characters", text.length()).log("envelope_unreadable");
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("envelope_failed");
    }
  }

  @Override
  public void onWebsocketPing(WebSocket connection, Framedata ping) {
    alive();
    super.onWebsocketPing(connection, ping);
  }

  @Override
  public void onWebsocketPong(WebSocket connection, Framedata pong) {
    alive();
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    String who = remote ? "closed by Slack" : "closed";
    end((who + ", code " + code + " " + (reason == null ? "" : reason)).strip());
  }

  @Override
  public void onError(Exception e) {
    LOG.atInfo().addKeyValue("reason", String.valueOf(e)).log("socket_error");
  }
}
