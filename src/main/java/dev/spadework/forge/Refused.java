package dev.spadework.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** An answer of GitHub's that is no success. */
final class Refused extends IOException {
  private static final long serialVersionUID = 1L;
  private static final Duration UNSAID = Duration.ofMinutes(1);

  private final int status;
  private final String said;
  private final transient Optional<Duration> wait;

  Refused(int status, HttpHeaders headers, String body) {
    super("GitHub answered " + status);
    this.status = status;
    this.said = said(body);
    this.wait = wait(status, headers, said);
  }

  int status() {
    return status;
  }

  /** GitHub's own words: the message and those of the single errors. */
  String said() {
    return said;
  }

  /** How long to leave it alone, when it refused because of a rate limit. */
  Optional<Duration> limit() {
    return wait;
  }

  private static String said(String body) {
    try {
      JsonNode json = new ObjectMapper().readTree(body);
      Set<String> parts = new LinkedHashSet<>();
      parts.add(json.path("message").asText());
      for (JsonNode error : json.path("errors")) {
        parts.add(error.isTextual() ? error.asText() : error.path("message").asText());
      }
      parts.remove("");
      return String.join("; ", parts);
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /**
   * GitHub's rules: {@code Retry-After} if it is there, else until {@code X-RateLimit-Reset} when
   * nothing remains, else a minute. See "Best practices for using the REST API".
   */
  private static Optional<Duration> wait(int status, HttpHeaders headers, String said) {
    boolean spent = headers.firstValue("X-RateLimit-Remaining").filter("0"::equals).isPresent();
    Optional<Duration> asked = headers.firstValue("Retry-After").flatMap(Refused::seconds);
    boolean limited =
        status == 429
            || status == 403 && (spent || asked.isPresent() || said.contains("rate limit"));
    if (!limited) {
      return Optional.empty();
    }
    return asked
        .or(() -> spent ? untilReset(headers) : Optional.empty())
        .or(() -> Optional.of(UNSAID));
  }

  /** By GitHub's own clock, which its answers carry. */
  private static Optional<Duration> untilReset(HttpHeaders headers) {
    try {
      Optional<Long> now =
          headers
              .firstValue("Date")
              .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
              .map(ZonedDateTime::toEpochSecond);
      Optional<Long> reset =
          headers
              .firstValue("X-RateLimit-Reset")
              .flatMap(Refused::seconds)
              .map(Duration::toSeconds);
      return now.isPresent() && reset.isPresent()
          ? Optional.of(Duration.ofSeconds(Math.max(1, reset.get() - now.get())))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> seconds(String text) {
    return text.matches("\\d{1,12}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }
}
