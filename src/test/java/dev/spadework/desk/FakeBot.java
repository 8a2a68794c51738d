package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.SlackSignature;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The smallest bot: checks signatures, keeps what it was sent, answers as it is told. */
final class FakeBot extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** What arrived; {@code form} is empty for events. */
  record Seen(Map<String, String> form, JsonNode json, Map<String, String> headers) {}

  private final transient List<Seen> seen = new CopyOnWriteArrayList<>();
  private final transient SlackSignature.Verifier verifier;
  private transient volatile Function<Seen, String> answer = request -> "";

  FakeBot(String signingSecret) {
    verifier = new SlackSignature.Verifier(new SlackSignature.Generator(signingSecret));
  }

  void answers(Function<Seen, String> function) {
    answer = function;
  }

  List<Seen> seen() {
    return seen;
  }

  Seen last() {
    return seen.get(seen.size() - 1);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String stamp = request.getHeader("X-Slack-Request-Timestamp");
    if (!verifier.isValid(stamp, body, request.getHeader("X-Slack-Signature"))) {
      response.setStatus(401);
      return;
    }
    Map<String, String> form = new LinkedHashMap<>();
    JsonNode json = Json.object();
    if (request.getContentType().startsWith("application/json")) {
      json = Json.parse(body);
    } else {
      for (String pair : body.split("&")) {
        String[] parts = pair.split("=", 2);
        form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
      json = Json.parseOrEmpty(form.getOrDefault("payload", "{}"));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : List.of("X-Slack-Retry-Num", "X-Slack-Retry-Reason")) {
      if (request.getHeader(name) != null) {
        headers.put(name, request.getHeader(name));
      }
    }
    Seen request1 = new Seen(form, json, headers);
    seen.add(request1);
    String text = answer.apply(request1);
    response.setContentType(text.startsWith("{") ? "application/json" : "text/plain");
    response.getWriter().write(text);
  }
}
