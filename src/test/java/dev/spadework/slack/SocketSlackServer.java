package dev.spadework.slack;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The WebSocket side of {@link SocketSlack}: greets, pings back, and misbehaves when told to. */
final class SocketSlackServer extends WebSocketServer {
  private final Consumer<String> replies;
  private final Consumer<WebSocket> gone;
  private final CountDownLatch listening = new CountDownLatch(1);
  private final List<WebSocket> open = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private int opened;
  private int closed;
  private int pings;
  private volatile boolean silent;
  private volatile boolean rude;
  private boolean inTurn;
  private int turn;

  SocketSlackServer(Consumer<String> replies, Consumer<WebSocket> gone) {
    super(new InetSocketAddress("127.0.0.1", 0), 1);
    this.replies = replies;
    this.gone = gone;
    setReuseAddr(true);
    setDaemon(true);
    setConnectionLostTimeout(0);
  }

  void open() throws InterruptedException {
    start();
    listening.await();
  }

  String address() {
    return "ws://127.0.0.1:" + getPort() + "/link/?ticket=t-" + System.nanoTime();
  }

  /** Connections that are there now neither answer nor close; new ones do. */
  void silence() {
    silent = true;
  }

  /** Whether new connections are left without a greeting. */
  void rude(boolean rude) {
    this.rude = rude;
  }

  /** Of several connections each gets something in turn, not only the newest. */
  synchronized void inTurn() {
    inTurn = true;
  }

  /** The connection for what is sent next, waited for. */
  synchronized WebSocket connection(Duration atMost) throws InterruptedException {
    await(server -> !server.open.isEmpty(), atMost);
    return open.get(inTurn ? turn++ % open.size() : open.size() - 1);
  }

  /** Closes all connections. */
  void hangUp() {
    List<WebSocket> now;
    synchronized (this) {
      now = List.copyOf(open);
      open.clear();
    }
    now.forEach(socket -> socket.close(1001, "going away"));
  }

  synchronized int opened() {
    return opened;
  }

  synchronized int closed() {
    return closed;
  }

  synchronized int pings() {
    return pings;
  }

  /** All that the bot has sent, oldest first. */
  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /** Waits until it is so. */
  synchronized void await(Predicate<SocketSlackServer> so, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!so.test(this)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            "not so within " + atMost + ": opened " + opened + ", closed " + closed);
      }
      wait(left);
    }
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake handshake) {
    synchronized (this) {
      opened++;
      silent = false;
      open.add(socket);
      if (!rude) {
        socket.send(
            "{\"type\":\"hello\",\"num_connections\":"
                + open.size()
                + ",\"connection_info\":{\"app_id\":\"A0DESK\"},"
                + "\"debug_info\":{\"host\":\"desk\",\"approximate_connection_time\":18060}}");
      }
      notifyAll();
    }
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    synchronized (this) {
      heard.add(text);
      notifyAll();
    }
    replies.accept(text);
  }

  @Override
  public void onWebsocketPing(WebSocket socket, Framedata ping) {
    synchronized (this) {
      pings++;
      notifyAll();
    }
    if (!silent) {
      super.onWebsocketPing(socket, ping);
    }
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    synchronized (this) {
      closed++;
      open.remove(socket);
      notifyAll();
    }
    gone.accept(socket);
  }

  @Override
  public void onError(WebSocket socket, Exception e) {
    synchronized (this) {
      heard.add("error: " + e);
    }
  }

  @Override
  public void onStart() {
    listening.countDown();
  }
}
