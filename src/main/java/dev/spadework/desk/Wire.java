package dev.spadework.desk;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests to the bot, signed as Slack signs them (v0, HMAC-SHA256). */
final class Wire {
  static final String FORM = "application/x-www-form-urlencoded";
  static final String JSON = "application/json";

  private final Clock clock;
  private final String signingSecret;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private volatile URI bot = URI.create("http://127.0.0.1:3000/slack/events");

  Wire(Clock clock, String signingSecret) {
    this.clock = clock;
    this.signingSecret = signingSecret;
  }

  void bot(URI events) {
    bot = events;
  }

  Delivered form(Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(FORM, body, Map.of());
  }

  Delivered send(String contentType, String body, Map<String, String> more) {
    String stamp = Long.toString(clock.instant().getEpochSecond());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(bot)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", contentType)
            .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
            .header("X-Slack-Request-Timestamp", stamp)
            .header("X-Slack-Signature", sign(stamp, body))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    more.forEach(request::header);
    long start = System.nanoTime();
    int status = 0;
    String answer;
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      status = response.statusCode();
      answer = response.body();
    } catch (IOException e) {
      answer = "nobody answered at " + bot + ": " + e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer = "interrupted while waiting for " + bot;
    }
    return new Delivered(
        contentType, body, status, answer, Duration.ofNanos(System.nanoTime() - start));
  }

  private String sign(String stamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] code = mac.doFinal(("v0:" + stamp + ":" + body).getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
