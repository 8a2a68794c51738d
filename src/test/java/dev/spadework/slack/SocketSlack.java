package dev.spadework.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;

/**
 * Slack as a bot in Socket Mode sees it: the Web API of a stand-in with {@code
 * apps.connections.open} added, and the WebSocket server behind the address that it hands out. What
 * the stand-in would send over HTTP is sent to {@link #bridge()}, goes over the socket as an
 * envelope, and comes back with the acknowledgement's payload as its answer.
 */
public final class SocketSlack implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String appToken = "xapp-1-A0DESK-" + Long.toHexString(System.nanoTime());
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger envelopes = new AtomicInteger();
  private final AtomicInteger dials = new AtomicInteger();
  private final Map<String, CompletableFuture<JsonNode>> acks = new ConcurrentHashMap<>();
  private final Map<String, WebSocket> sentOver = new ConcurrentHashMap<>();
  private volatile URI api;
  private volatile int refusals;
  private volatile String refusal = "";
  final SocketSlackServer sockets = new SocketSlackServer(this::acknowledged, this::gone);

  private SocketSlack(HttpServer http, URI api) {
    this.http = http;
    this.api = api;
  }

  /** In front of the Web API at this address. */
  public static SocketSlack start(String api) throws IOException, InterruptedException {
    HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    SocketSlack slack = new SocketSlack(http, URI.create(api));
    http.setExecutor(slack.threads);
    http.createContext("/api/apps.connections.open", slack::dialled);
    http.createContext("/api/", slack::passed);
    http.createContext("/bridge", slack::bridged);
    http.start();
    slack.sockets.open();
    return slack;
  }

  public String appToken() {
    return appToken;
  }

  public String apiUrl() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/api/";
  }

  public URI bridge() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/bridge");
  }

  /** Closes every connection. */
  public void hangUp() {
    sockets.hangUp();
  }

  /** Of several connections each gets something in turn. */
  public SocketSlack inTurn() {
    sockets.inTurn();
    return this;
  }

  /** How often an address was asked for. */
  int dials() {
    return dials.get();
  }

  /** The next calls of {@code apps.connections.open} fail: with a code, or 429 if it is digits. */
  void refuse(String codeOrSeconds, int times) {
    refusal = codeOrSeconds;
    refusals = times;
  }

  /** Sends an envelope; the answer comes when it is acknowledged. */
  CompletableFuture<JsonNode> send(String type, JsonNode payload) throws InterruptedException {
    return send("e-" + envelopes.incrementAndGet(), type, payload, 0);
  }

  CompletableFuture<JsonNode> send(String id, String type, JsonNode payload, int retry)
      throws InterruptedException {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("envelope_id", id).put("type", type);
    envelope.put("accepts_response_payload", !type.equals("events_api"));
    envelope.set("payload", payload);
    if (retry > 0) {
      envelope.put("retry_attempt", retry).put("retry_reason", "timeout");
    }
    CompletableFuture<JsonNode> ack = new CompletableFuture<>();
    acks.put(id, ack);
    WebSocket socket = sockets.connection(PATIENCE);
    sentOver.put(id, socket);
    socket.send(envelope.toString());
    return ack;
  }

  /** What nobody will acknowledge any more. */
  private void gone(WebSocket socket) {
    sentOver.forEach(
        (id, over) -> {
          if (over.equals(socket)) {
            acks.get(id).completeExceptionally(new IOException("the connection is gone"));
          }
        });
  }

  /** A slash command's payload. */
  static ObjectNode command(String trigger, String text) {
    return JSON.createObjectNode()
        .put("command", "/agent")
        .put("text", text)
        .put("user_id", SlackTown.ANN)
        .put("channel_id", SlackTown.CHANNEL)
        .put("channel_name", "eng-agents")
        .put("trigger_id", trigger);
  }

  private void acknowledged(String text) {
    try {
      JsonNode ack = JSON.readTree(text);
      CompletableFuture<JsonNode> waiting = acks.get(ack.path("envelope_id").asText());
      if (waiting != null) {
        waiting.complete(ack);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void dialled(HttpExchange exchange) throws IOException {
    dials.incrementAndGet();
    String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (refusals > 0) {
      refusals--;
      if (refusal.matches("\\d+")) {
        exchange.getResponseHeaders().add("Retry-After", refusal);
        answer(exchange, 429, "{\"ok\":false,\"error\":\"ratelimited\"}");
      } else {
        answer(exchange, 200, "{\"ok\":false,\"error\":\"" + refusal + "\"}");
      }
    } else if (!token.equals("Bearer " + appToken)) {
      answer(exchange, 200, "{\"ok\":false,\"error\":\"invalid_auth\"}");
    } else {
      answer(exchange, 200, "{\"ok\":true,\"url\":\"" + sockets.address() + "\"}");
    }
  }

  private void passed(HttpExchange exchange) throws IOException {
    String rest = exchange.getRequestURI().toString().substring("/api/".length());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(rest))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : new String[] {"Authorization", "Content-Type"}) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response
          .headers()
          .firstValue("Retry-After")
          .ifPresent(value -> exchange.getResponseHeaders().add("Retry-After", value));
      answer(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private void bridged(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      JsonNode ack = sent(body).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      answer(exchange, 200, ack.has("payload") ? ack.get("payload").toString() : "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    } catch (ExecutionException | TimeoutException | WebsocketNotConnectedException e) {
      answer(exchange, 504, "not acknowledged");
    }
  }

  private CompletableFuture<JsonNode> sent(String body) throws IOException, InterruptedException {
    if (body.startsWith("{")) {
      return send("events_api", JSON.readTree(body));
    }
    ObjectNode fields = JSON.createObjectNode();
    for (String pair : body.split("&")) {
      String[] sides = pair.split("=", 2);
      fields.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return fields.has("payload")
        ? send("interactive", JSON.readTree(fields.get("payload").asText()))
        : send("slash_commands", fields);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() throws InterruptedException {
    http.stop(0);
    threads.shutdownNow();
    sockets.stop(1000);
  }
}
