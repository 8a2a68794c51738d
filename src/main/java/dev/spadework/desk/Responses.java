package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a bot says in answer to one command or press: in the acknowledgement itself, or later at its
 * {@code response_url}, which Slack serves five times within thirty minutes.
 */
final class Responses extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient SlackState state;
  private final transient Map<String, Slot> slots = new ConcurrentHashMap<>();
  private transient volatile URI base = URI.create("http://127.0.0.1:3000/desk/respond/");

  private record Slot(
      String user,
      String channel,
      Optional<String> threadTs,
      Optional<String> original,
      Instant until,
      int left) {}

  Responses(SlackState state) {
    this.state = state;
  }

  void base(URI uri) {
    base = uri;
  }

  String open(String user, String channel, Optional<String> threadTs, Optional<String> original) {
    String id = UUID.randomUUID().toString();
    Instant until = state.now().plus(Duration.ofMinutes(30));
    slots.values().removeIf(slot -> slot.until.isBefore(state.now()));
    slots.put(id, new Slot(user, channel, threadTs, original, until, 5));
    return base.resolve(id).toString();
  }

  /** Shows what the acknowledgement of a command said, or that there was none. */
  void immediate(String user, String channel, String command, Delivered delivered) {
    String body = delivered.answer().strip();
    if (!delivered.acknowledged()) {
      String why = delivered.status() == 0 ? "dispatch_failed" : "status " + delivered.status();
      String text = command + " failed with the error \"" + why + "\"";
      privately(user, channel, Optional.empty(), text, Json.array());
    } else if (!body.isEmpty()) {
      JsonNode answer = body.startsWith("{") ? Json.parseOrEmpty(body) : Json.object();
      String text = body.startsWith("{") ? answer.path("text").asText() : body;
      show(
          new Slot(user, channel, Optional.empty(), Optional.empty(), state.now(), 0),
          answer,
          text);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
    JsonNode answer =
        Json.parseOrEmpty(
            new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    Slot slot =
        slots.computeIfPresent(
            id,
            (key, old) ->
                new Slot(
                    old.user, old.channel, old.threadTs, old.original, old.until, old.left - 1));
    if (slot == null || slot.left < 0 || slot.until.isBefore(state.now())) {
      response.setStatus(404);
      response.getWriter().write("{\"ok\":false,\"error\":\"used_url\"}");
      return;
    }
    show(slot, answer, answer.path("text").asText());
    response.getWriter().write("ok");
  }

  private void show(Slot slot, JsonNode answer, String text) {
    JsonNode blocks = answer.path("blocks").isArray() ? answer.path("blocks") : Json.array();
    boolean replaces =
        answer.path("replace_original").asBoolean() || answer.path("delete_original").asBoolean();
    if (replaces && slot.original.isPresent()) {
      state.replace(
          slot.channel,
          slot.original.get(),
          old ->
              answer.path("delete_original").asBoolean()
                  ? Optional.empty()
                  : Optional.of(
                      old.edited(state.now(), text, state.named(blocks), Optional.empty())));
    } else if (answer.path("response_type").asText().equals("in_channel")) {
      state.post(Draft.of(slot.channel, slot.threadTs, SlackStandIn.BOT, text).blocks(blocks));
    } else if (!text.isEmpty() || !blocks.isEmpty()) {
      privately(slot.user, slot.channel, slot.threadTs, text, blocks);
    }
  }

  private void privately(
      String user, String channel, Optional<String> threadTs, String text, JsonNode blocks) {
    state.post(Draft.of(channel, threadTs, SlackStandIn.BOT, text).blocks(blocks).onlyFor(user));
  }
}
