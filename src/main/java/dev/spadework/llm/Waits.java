package dev.spadework.llm;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a provider asks to wait. */
final class Waits {
  private static final Duration LONGEST = Duration.ofDays(1);

  private Waits() {}

  /**
   * What the headers ask for: {@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3), or
   * {@code retry-after-ms}, which OpenAI adds. A date counts from the answer's own, so that clocks
   * need not agree.
   */
  static Optional<Duration> asked(HttpHeaders headers) {
    Optional<String> millis = headers.firstValue("retry-after-ms");
    if (millis.isPresent() && millis.get().matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Optional.of(capped(new BigDecimal(millis.get()).longValue()));
    }
    String after = headers.firstValue("Retry-After").orElse("").strip();
    return of(after).or(() -> until(after, headers.firstValue("Date").orElse("")));
  }

  /** A number of seconds, such as {@code 34} or {@code 34.07s}. */
  static Optional<Duration> of(String seconds) {
    return seconds.matches("\\d{1,9}(\\.\\d{1,9})?s?")
        ? Optional.of(
            capped(new BigDecimal(seconds.replace("s", "")).movePointRight(3).longValue()))
        : Optional.empty();
  }

  private static Optional<Duration> until(String date, String from) {
    try {
      DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME;
      Duration wait =
          Duration.between(ZonedDateTime.parse(from, format), ZonedDateTime.parse(date, format));
      return Optional.of(capped(Math.max(0, wait.toMillis())));
    } catch (DateTimeException e) {
      // Neither seconds nor a date: nothing was asked for that could be kept to.
      return Optional.empty();
    }
  }

  private static Duration capped(long millis) {
    Duration wait = Duration.ofMillis(millis);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
