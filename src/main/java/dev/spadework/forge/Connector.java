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
    try {
      response = http.send(translate(request), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        body = in.readNBytes(LARGEST_ANSWER);
      }
    } catch (InterruptedException e) {
      throw new Stopped();
    } catch (IOException e) {
      throw new Unreachable(e);
    }
    if (response.statusCode() >= 300) {
      String text = new String(body, StandardCharsets.UTF_8);
      throw new Refused(response.statusCode(), response.headers(), text);
    }
    return new Answer(request, response.statusCode(), response.headers().map(), body);
  }

  private static HttpRequest translate(GitHubConnectorRequest request) throws IOException {
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
