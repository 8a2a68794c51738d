package dev.spadework.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scripted model that speaks Gemini's HTTP on loopback, for {@code spadework try} and for tests.
 * It refuses, with Gemini's own error JSON, a transcript that Gemini would refuse: roles that do
 * not alternate, calls without their results, thought signatures that were lost or changed. Every
 * response carries {@code X-Scripted: true}. Safe for use by many threads.
 */
public final class ScriptedGemini implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/v1beta/models/([^/:]+):generateContent");
  private static final int MOST_SEEN = 1000;

  /**
   * One request and what became of it.
   *
   * @param model name in the address
   * @param body the request's bytes as text
   * @param json the same, parsed; a missing node where it was no JSON
   * @param answer what the script chose, or the refusal
   */
  public record Seen(String model, String body, JsonNode json, Answer answer) {}

  private final HttpServer server;
  private final ExecutorService threads;
  private final Script script;
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Deque<Seen> seen = new ArrayDeque<>();
  private final Set<JsonNode> issuedAsIs = ScriptedCache.bounded();
  private final ScriptedCache cache = new ScriptedCache();

  private ScriptedGemini(HttpServer server, Script script) {
    this.server = server;
    this.script = script;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "scripted-gemini");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts serving on loopback.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port cannot be had
   */
  public static ScriptedGemini start(int port, Script script) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    ScriptedGemini gemini = new ScriptedGemini(server, script);
    server.createContext("/", gemini::handle);
    server.setExecutor(gemini.threads);
    server.start();
    return gemini;
  }

  /** What {@code GEMINI_BASE_URL} is to be set to, {@code /v1beta} included. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1beta";
  }

  /** The newest 1,000 requests, oldest first. One that still hangs is among them. */
  public List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /** Waits until so many requests were seen. False if they were not within the time. */
  public boolean await(int requests, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    synchronized (seen) {
      while (seen.size() < requests) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(seen, left);
      }
      return true;
    }
  }

  /** Lets every answer go that hangs or stalls, now and from now on. */
  public void release() {
    released.countDown();
  }

  @Override
  public void close() {
    released.countDown();
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("X-Scripted", "true");
      Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
      JsonNode json = parse(body);
      String model = path.matches() ? path.group(1) : "";
      Script.Request request = Script.Request.of(model, json);
      Answer answer = refusal(exchange, model, json).orElseGet(() -> scripted(request));
      note(new Seen(model, body, json, answer));
      send(exchange, request, json, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer scripted(Script.Request request) {
    try {
      return script.answer(request);
    } catch (RuntimeException e) {
      // Told to the client, as a refusal, so that nobody tries again and again.
      return Answer.error(400, "INVALID_ARGUMENT", "The script failed: " + e);
    }
  }

  private Optional<Answer> refusal(HttpExchange exchange, String model, JsonNode json) {
    if (!exchange.getRequestMethod().equals("POST") || model.isEmpty()) {
      return Optional.of(Answer.error(404, "NOT_FOUND", "Not found: " + exchange.getRequestURI()));
    }
    String key = exchange.getRequestHeaders().getFirst("x-goog-api-key");
    if (key == null || key.isBlank()) {
      return Optional.of(
          Answer.error(
              403,
              "PERMISSION_DENIED",
              "Method doesn't allow unregistered callers. Please use API Key."));
    }
    if (!json.isObject()) {
      return Optional.of(Answer.error(400, "INVALID_ARGUMENT", "Invalid JSON payload received."));
    }
    return ScriptedTranscript.fault(json, issuedAsIs::contains)
        .map(fault -> Answer.error(400, "INVALID_ARGUMENT", fault));
  }

  private void send(HttpExchange exchange, Script.Request request, JsonNode json, Answer answer)
      throws IOException, InterruptedException {
    if (answer instanceof Answer.Hang hang) {
      released.await();
      send(exchange, request, json, hang.then());
    } else if (answer instanceof Answer.Slow slow) {
      closed.await(slow.after().toMillis(), TimeUnit.MILLISECONDS);
      send(exchange, request, json, slow.then());
    } else if (answer instanceof Answer.Stall stall) {
      byte[] body = body(request, json, stall.then());
      OutputStream out = head(exchange, stall.then(), body.length);
      out.write(body, 0, body.length / 2);
      out.flush();
      released.await();
      out.write(body, body.length / 2, body.length - body.length / 2);
    } else if (answer instanceof Answer.Cut cut) {
      byte[] body = body(request, json, cut.of());
      OutputStream out = head(exchange, cut.of(), body.length);
      out.write(body, 0, body.length / 2);
      out.flush();
    } else {
      byte[] body = body(request, json, answer);
      head(exchange, answer, body.length).write(body);
    }
  }

  private static OutputStream head(HttpExchange exchange, Answer answer, int length)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    int status = answer instanceof Answer.Http http ? http.status() : 200;
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    return exchange.getResponseBody();
  }

  private byte[] body(Script.Request request, JsonNode json, Answer answer) {
    String text;
    if (answer instanceof Answer.Http http) {
      text = http.body();
    } else if (answer instanceof Answer.Raw raw) {
      issuedAsIs.add(raw.body().path("candidates").path(0).path("content"));
      text = raw.body().toString();
    } else {
      ObjectNode response = reply(request, answer);
      ScriptedReply.addUsage(response, ScriptedCache.size(json), cache.hit(request.model(), json));
      text = response.toString();
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode reply(Script.Request request, Answer answer) {
    if (answer instanceof Answer.Plan plan) {
      return ScriptedReply.ofText(request, plan.plan().toString());
    }
    if (answer instanceof Answer.Text text) {
      return ScriptedReply.ofText(request, text.text());
    }
    if (answer instanceof Answer.Calls calls) {
      return ScriptedReply.ofCalls(request, calls);
    }
    throw new IllegalStateException("An answer inside another is sent first: " + answer);
  }

  private static JsonNode parse(String body) {
    try {
      return Answer.Json.ORDERED.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private void note(Seen request) {
    synchronized (seen) {
      seen.addLast(request);
      if (seen.size() > MOST_SEEN) {
        seen.removeFirst();
      }
      seen.notifyAll();
    }
  }
}
