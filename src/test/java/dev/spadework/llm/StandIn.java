package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A provider on loopback that speaks its own protocol and refuses, in its own words, what the real
 * one would refuse. What it says comes from a script, which sees the conversation in the words of
 * the scripted Gemini.
 */
public abstract class StandIn implements AutoCloseable {
  public static final String KEY = "sk-standin-key-0123456789";

  /** The status of an answer that never comes. */
  static final int HANG = 0;

  /** One request: its body and the status that it got. */
  public record Seen(String body, JsonNode json, int status) {}

  /** An answer as it is. {@code cut}: half of it, then the connection closes. */
  public record Fault(int status, Map<String, String> headers, String body, boolean cut) {
    public static Fault of(int status, String body) {
      return new Fault(status, Map.of(), body.replace('\'', '"'), false);
    }

    public Fault with(String header, String value) {
      return new Fault(status, Map.of(header, value), body, cut);
    }

    public Fault broken() {
      return new Fault(status, headers, body, true);
    }
  }

  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Script script;
  private final Function<Script.Request, Optional<Fault>> faults;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  StandIn(Script script, Function<Script.Request, Optional<Fault>> faults) {
    this.script = script;
    this.faults = faults;
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Answers every request with these in turn, the last for ever, where a test scripts nothing. */
  static Function<Script.Request, Optional<Fault>> inTurn(Fault... all) {
    var next = new java.util.concurrent.atomic.AtomicInteger();
    return request -> Optional.of(all[Math.min(next.getAndIncrement(), all.length - 1)]);
  }

  public abstract String baseUrl();

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked for, oldest first. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  JsonNode last() {
    return seen.get(seen.size() - 1).json();
  }

  /** What is wrong with a request, as the provider answers it. */
  abstract Optional<Fault> refusal(HttpExchange exchange, JsonNode body);

  /** The request as a script reads it. */
  abstract Script.Request request(JsonNode body);

  /** The response that says this. */
  abstract ObjectNode reply(JsonNode body, String text, List<Answer.Call> calls);

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode json = parse(text);
      Optional<Fault> refused = refusal(exchange, json);
      Fault answer = refused.orElseGet(() -> answer(json));
      seen.add(new Seen(text, json, answer.status()));
      if (answer.status() == HANG) {
        closed.await();
        return;
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, answer.cut() ? body.length / 2 : body.length);
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Fault answer(JsonNode body) {
    Script.Request request = request(body);
    Optional<Fault> fault = faults.apply(request);
    if (fault.isPresent() && !fault.get().body().isEmpty()) {
      return fault.get();
    }
    Answer answer = script.answer(request);
    ObjectNode reply;
    if (answer instanceof Answer.Plan plan) {
      reply = reply(body, plan.plan().toString(), List.of());
    } else if (answer instanceof Answer.Calls calls) {
      reply = reply(body, calls.text(), calls.calls());
    } else if (answer instanceof Answer.Text said) {
      reply = reply(body, said.text(), List.of());
    } else {
      throw new IllegalStateException("no way to say " + answer);
    }
    Fault whole = Fault.of(200, "").with("x-standin", "true");
    return new Fault(200, whole.headers(), reply.toString(), fault.map(Fault::cut).orElse(false));
  }

  static JsonNode parse(String text) {
    try {
      return Said.EXACT.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** A conversation in Gemini's words, built as it is read. */
  static final class Contents {
    final ArrayNode all = Said.EXACT.createArrayNode();
    int turn;

    void text(String role, String text) {
      parts(role).addObject().put("text", text);
    }

    void result(String tool, String text) {
      ObjectNode response = parts("user").addObject().putObject("functionResponse");
      response.put("name", tool).putObject("response").put("response", text);
    }

    void model() {
      parts("model");
      turn++;
    }

    private ArrayNode parts(String role) {
      JsonNode last = all.path(all.size() - 1);
      if (!last.path("role").asText().equals(role)) {
        all.addObject().put("role", role).putArray("parts");
      }
      return (ArrayNode) all.get(all.size() - 1).get("parts");
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
