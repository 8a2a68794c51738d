package dev.spadework.forge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * HTTP for the GitHub library, with time limits, without redirects (the token stays at its origin),
 * and without the library's own retries and sleeps: whatever is no success is thrown from here.
 */
final class Connector implements GitHubConnector {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(30);
  private static final int LARGEST_ANSWER = 10 * 1024 * 1024;

  private static final String ETAG = "ETag";
  private static final int UNCHANGED = 304;

  private final Seen seen = new Seen();
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** The thread was interrupted. */
  static final class Stopped extends InterruptedIOException {
    private static final long serialVersionUID = 1L;
  }

  /** The network failed; the library retries its own kinds of exceptions, posts included. */
  static final class Unreachable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreachable(IOException cause) {
      super(cause);
    }
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    HttpResponse<InputStream> response;
    byte[] body;
    boolean reads = request.method().equals("GET");
    String address = request.url().toString();
    Optional<Seen.Kept> before = reads ? seen.of(address) : Optional.empty();
    try {
      response = http.send(translate(request, before), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        body = in.readNBytes(LARGEST_ANSWER);
      }
    } catch (InterruptedException e) {
      throw new Stopped();
    } catch (IOException e) {
      throw new Unreachable(e);
    }
    if (response.statusCode() == UNCHANGED && before.isPresent()) {
      return new Answer(request, 200, before.get().headers(), before.get().body());
    }
    if (response.statusCode() >= 300) {
      String text = new String(body, StandardCharsets.UTF_8);
      throw new Refused(response.statusCode(), response.headers(), text);
    }
    Map<String, List<String>> headers = response.headers().map();
    response
        .headers()
        .firstValue(ETAG)
        .filter(tag -> reads)
        .ifPresent(tag -> seen.keep(address, new Seen.Kept(tag, headers, body)));
    return new Answer(request, response.statusCode(), headers, body);
  }

  private static HttpRequest translate(GitHubConnectorRequest request, Optional<Seen.Kept> before)
      throws IOException {
    HttpRequest.Builder builder;
    try {
      builder = HttpRequest.newBuilder(request.url().toURI()).timeout(WHOLE);
    } catch (URISyntaxException e) {
      throw new IOException("the address of the API is not valid", e);
    }
    request
        .allHeaders()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Accept-Encoding")) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    before.ifPresent(kept -> builder.header("If-None-Match", kept.etag()));
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
    if (request.hasBody()) {
      builder.header("Content-Type", request.contentType());
      body = HttpRequest.BodyPublishers.ofByteArray(request.body().readAllBytes());
    }
    return builder.method(request.method(), body).build();
  }

  private static final class Answer extends GitHubConnectorResponse {
    private final byte[] body;

    Answer(
        GitHubConnectorRequest request,
        int status,
        Map<String, List<String>> headers,
        byte[] body) {
      super(request, status, headers);
      this.body = body;
    }

    @Override
    public InputStream bodyStream() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {
      // The body is in memory already.
    }
  }
}
