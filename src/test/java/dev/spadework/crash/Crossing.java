package dev.spadework.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The road between the bot and one of those it calls, over HTTP. A toll decides what becomes of
 * each request: that is where the world fails, and where a process dies in the middle of a call.
 */
final class Crossing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Set<String> NOT_HANDED_ON = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    NOT_HANDED_ON.addAll(
        Set.of(
            "Host",
            "Connection",
            "Content-Length",
            "Transfer-Encoding",
            "Upgrade",
            "Expect",
            "HTTP2-Settings",
            "Date",
            ":status"));
  }

  private final URI target;
  private final Toll toll;
  private final HttpServer server;
  private final Set<HttpExchange> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(Crossing::daemon);

  /** One request. */
  record Call(String method, String path, String query, byte[] body) {}

  /** Decides; may throw {@link Fate.Dead}, and nothing gets there. */
  interface Toll {
    Passage of(Call call);
  }

  /**
   * A road to the target's host, on a port of its own.
   *
   * @param target only scheme, host and port matter
   */
  Crossing(URI target, Toll toll) {
    this.target = target;
    this.toll = toll;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Where the target is to be called from now on. */
  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Whoever is on the road now is cut off, as when the caller's process is gone. */
  void cut() {
    open.forEach(HttpExchange::close);
  }

  private void handle(HttpExchange exchange) throws IOException {
    open.add(exchange);
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      URI uri = exchange.getRequestURI();
      String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      pass(exchange, new Call(exchange.getRequestMethod(), uri.getPath(), query, body));
    } catch (Fate.Dead e) {
      // Closed without an answer: there is nobody any more who would read it.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(exchange);
    }
  }

  private void pass(HttpExchange exchange, Call call) throws IOException, InterruptedException {
    Passage passage = toll.of(call);
    if (passage instanceof Passage.Dropped) {
      return;
    }
    if (passage instanceof Passage.Answered answered) {
      answered.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = answered.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answered.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      return;
    }
    HttpResponse<byte[]> answer = CLIENT.send(handedOn(exchange, call), bytes());
    if (passage instanceof Passage.Through through) {
      through.answered().run();
    }
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_HANDED_ON.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    byte[] all = answer.body();
    int length = passage instanceof Passage.Cut ? all.length / 2 : all.length;
    exchange.sendResponseHeaders(answer.statusCode(), all.length == 0 ? -1 : all.length);
    exchange.getResponseBody().write(all, 0, length);
    exchange.getResponseBody().flush();
  }

  private static HttpResponse.BodyHandler<byte[]> bytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  private HttpRequest handedOn(HttpExchange exchange, Call call) {
    URI uri = target.resolve(call.path() + (call.query().isEmpty() ? "" : "?" + call.query()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .method(
                call.method(),
                call.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_HANDED_ON.contains(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "crossing");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
