package dev.spadework.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.spadework.llm.ModelException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP of one call, which LangChain4j is given in place of its own client. It mends what goes
 * out and what comes in, and it holds the deadline until the last byte; LangChain4j's holds it only
 * until the headers.
 */
final class HttpCall implements HttpClient, HttpClientBuilder {
  /** Carries a checked failure through LangChain4j, which must not map it. */
  static final class Failed extends RuntimeException {
    private final transient Exception why;

    Failed(Exception why) {
      super(why.getMessage(), null, false, false);
      this.why = why;
    }

    Exception why() {
      return why;
    }
  }

  private final java.net.http.HttpClient http;
  private final Failure failure;
  private final Wire wire;
  private final String model;
  private final Prompt prompt;
  private final Transcript transcript;
  private final Duration deadline;
  private @Nullable Heard heard;
  private String sent = "";

  HttpCall(
      java.net.http.HttpClient http,
      Failure failure,
      Wire wire,
      String model,
      Prompt prompt,
      Transcript transcript,
      Duration deadline) {
    this.http = http;
    this.failure = failure;
    this.wire = wire;
    this.model = model;
    this.prompt = prompt;
    this.transcript = transcript;
    this.deadline = deadline;
  }

  /** What was answered, once {@link #execute(HttpRequest)} has returned. */
  Optional<Heard> heard() {
    return Optional.ofNullable(heard);
  }

  /** The body that was sent. */
  String sent() {
    return sent;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    sent = wire.body(request.body(), model, prompt, transcript.said());
    var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    HttpResponse<String> answer = send(builder.POST(BodyPublishers.ofString(sent)).build());
    if (answer.statusCode() != 200) {
      throw new Failed(
          failure.ofStatus(answer.statusCode(), Waits.asked(answer.headers()), answer.body()));
    }
    Heard read =
        wire.read(json(answer.body()), model, prompt, transcript.ids())
            .orElseThrow(() -> new Failed(failure.ofBody(answer.body())));
    heard = read;
    return SuccessfulHttpResponse.builder().statusCode(200).body(wire.plain(read.text())).build();
  }

  private static JsonNode json(String body) {
    try {
      return Said.EXACT.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private HttpResponse<String> send(java.net.http.HttpRequest request) {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Failed(
          failure.failure(Kind.TIMEOUT, "no whole answer within " + deadline.toSeconds() + " s"));
    } catch (InterruptedException e) {
      throw new Failed(e);
    } catch (ExecutionException e) {
      throw new Failed(failure.failure(Kind.UNAVAILABLE, unreachable(request.uri(), e.getCause())));
    } finally {
      // Without effect on an answer that has come; else it closes the connection.
      answer.cancel(true);
    }
  }

  private String unreachable(URI uri, Throwable cause) {
    String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return host + " cannot be reached; check the network and " + failure.urlVariable();
    }
    String what = cause instanceof IOException ? "" + cause.getMessage() : cause.toString();
    return "the connection to "
        + host
        + " broke before the answer was whole ("
        + failure.line(what)
        + ")";
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("Answers are not streamed");
  }

  @Override
  public @Nullable Duration connectTimeout() {
    return null;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public @Nullable Duration readTimeout() {
    return null;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return this;
  }
}
