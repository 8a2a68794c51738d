package dev.spadework;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
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

  /**
   * The answer; empty where there is none in time.
   *
   * @param headers each name followed by its value
   */
  Optional<HttpResponse<String>> ask(String method, String address, String... headers)
      throws InterruptedException {
    return send(method, address, BodyPublishers.noBody(), headers);
  }

  /** The answer to this JSON; empty where there is none in time. */
  Optional<HttpResponse<String>> post(String address, String json) throws InterruptedException {
    return send("POST", address, BodyPublishers.ofString(json), "Content-Type", "application/json");
  }

  private Optional<HttpResponse<String>> send(
      String method, String address, BodyPublisher body, String... headers)
      throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .timeout(AT_MOST)
              .headers(headers)
              .method(method, body)
              .build();
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException | IllegalArgumentException e) {
      // What matters is that it does not answer; an exception's text could repeat the header.
      return Optional.empty();
    }
  }
}
