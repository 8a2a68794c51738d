package dev.spadework;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** One small question to a service outside. */
final class Reach {
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  // A token must not travel to wherever an answer points.
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(AT_MOST)
          .build();

  /** The answer; empty where there is none in time. */
  Optional<HttpResponse<String>> ask(String method, String address, String header, String value)
      throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .timeout(AT_MOST)
              .header(header, value)
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException | IllegalArgumentException e) {
      // What matters is that it does not answer; an exception's text could repeat the header.
      return Optional.empty();
    }
  }
}
