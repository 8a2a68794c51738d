package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends what Slack sends to a bot, signed as Slack signs it (v0, HMAC-SHA256). */
final class Sender {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private final SlackState state;
  private final String signingSecret;
  private final Payloads payloads;
  private final Responses responses;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private volatile URI bot = URI.create("http://127.0.0.1:3000/slack/events");

  Sender(SlackState state, String signingSecret) {
    this.state = state;
    this.signingSecret = signingSecret;
    this.responses = new Responses(state);
    this.payloads = new Payloads(state);
  }

  void bot(URI events) {
    bot = events;
  }

  void responses(URI base) {
    responses.base(base);
  }

  HttpServlet responder() {
    return responses;
  }

  Delivered command(String user, String channel, String command, String text) {
    Channel where = channel(channel);
    String url = responses.open(user, where.id(), Optional.empty(), Optional.empty());
    Delivered delivered =
        send(FORM, form(payloads.command(person(user), where, command, text, url)), Map.of());
    responses.immediate(user, where.id(), command, delivered);
    return delivered;
  }

  Delivered press(String user, Message message, Message.Button button) {
    ObjectNode action = Payloads.press(button);
    return act(user, message, action);
  }

  Delivered choose(String user, Message message, String actionId, String valueOrText) {
    return act(user, message, Payloads.choice(message.blocks(), actionId, valueOrText));
  }

  private Delivered act(String user, Message message, ObjectNode action) {
    String url =
        responses.open(user, message.channel(), message.threadTs(), Optional.of(message.ts()));
    ObjectNode payload =
        payloads.action(person(user), channel(message.channel()), message, action, url);
    return send(FORM, form(Map.of("payload", payload.toString())), Map.of());
  }

  List<Delivered> say(String user, String channel, Optional<String> threadTs, String text) {
    Channel where = channel(channel);
    Message message =
        state.post(
            where.id(),
            threadTs,
            person(user).id(),
            text,
            Json.array(),
            Optional.empty(),
            Optional.empty());
    List<Delivered> sent = new ArrayList<>();
    if (text.contains("<@" + SlackStandIn.BOT + ">")) {
      sent.add(send(JSON, payloads.event("app_mention", message).toString(), Map.of()));
    }
    sent.add(send(JSON, payloads.event("message", message).toString(), Map.of()));
    return sent;
  }

  Delivered submit(String user, View view, Map<String, String> values) {
    ObjectNode payload = payloads.submission(person(user), view, values);
    Delivered delivered = send(FORM, form(Map.of("payload", payload.toString())), Map.of());
    if (delivered.acknowledged()) {
      settle(view, Json.parseOrEmpty(delivered.answer()));
    }
    return delivered;
  }

  /** Does what the bot's answer to a dialog asks for; no answer closes the dialog. */
  private void settle(View view, JsonNode answer) {
    switch (answer.path("response_action").asText()) {
      case "errors" -> {}
      case "update" -> state.update(view.id(), (ObjectNode) answer.path("view"));
      case "push" -> state.open(view.user(), (ObjectNode) answer.path("view"));
      default -> state.closeView(view.id());
    }
  }

  Delivered send(String contentType, String body, Map<String, String> more) {
    String stamp = Long.toString(state.now().getEpochSecond());
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

  private Person person(String id) {
    return state
        .person(id)
        .orElseThrow(() -> new IllegalArgumentException("nobody here has the id " + id));
  }

  private Channel channel(String idOrName) {
    return state
        .channel(idOrName)
        .orElseThrow(() -> new IllegalArgumentException("no channel " + idOrName));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
