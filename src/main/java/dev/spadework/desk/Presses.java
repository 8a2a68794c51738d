package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person does on the page, passed on to the bot as Slack would. */
final class Presses {
  private static final String COMMAND = "/agent";

  private final Desk desk;
  private final SlackStandIn slack;

  Presses(Desk desk) {
    this.desk = desk;
    this.slack = desk.slack();
  }

  /** Empty where nothing is at this path. */
  Optional<ObjectNode> handle(String path, JsonNode asked) {
    String user = asked.path("user").asText();
    String channel = asked.path("channel").asText();
    String ts = asked.path("ts").asText();
    String action = asked.path("action").asText();
    String value = asked.path("value").asText();
    if (slack.state().person(user).filter(p -> !p.bot()).isEmpty()) {
      throw new IllegalArgumentException("Nobody here has the id " + user + ".");
    }
    return switch (path) {
      case "/desk/say" -> Optional.of(typed(user, channel, asked));
      case "/desk/edit" ->
          Optional.of(outcome(slack.edit(user, channel, ts, written(asked.path("text").asText()))));
      case "/desk/delete" -> Optional.of(outcome(slack.delete(user, channel, ts)));
      case "/desk/shortcut" ->
          Optional.of(outcome(slack.shortcut(user, channel, ts, asked.path("callback").asText())));
      case "/desk/press" ->
          Optional.of(outcome(slack.press(user, channel, ts, action, values(asked))));
      case "/desk/choose" -> Optional.of(outcome(slack.choose(user, channel, ts, action, value)));
      case "/desk/home" ->
          Optional.of(slack.openHome(user).map(Presses::outcome).orElseGet(Presses::done));
      case "/desk/pressview" -> Optional.of(outcome(act(user, asked, action, Optional.empty())));
      case "/desk/chooseview" -> Optional.of(outcome(act(user, asked, action, Optional.of(value))));
      case "/desk/submit" -> Optional.of(submitted(user, asked));
      case "/desk/close" -> {
        Optional<View> open = slack.state().view(asked.path("view").asText());
        open.ifPresent(view -> slack.close(user, view.id()));
        yield Optional.of(Json.object());
      }
      default -> Optional.empty();
    };
  }

  private ObjectNode typed(String user, String channel, JsonNode asked) {
    String text = asked.path("text").asText().strip();
    String thread = asked.path("thread").asText();
    Optional<String> within = Optional.of(thread).filter(t -> !t.isEmpty());
    JsonNode file = asked.path("file");
    if (file.isObject()) {
      String name = file.path("name").asText("file");
      byte[] bytes = Base64.getDecoder().decode(file.path("base64").asText());
      return outcome(slack.upload(user, channel, within, name, bytes, written(text)));
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to send.");
    }
    if (!text.startsWith("/")) {
      return outcome(
          thread.isEmpty()
              ? slack.say(user, channel, written(text))
              : slack.reply(user, channel, thread, written(text)));
    }
    String command = text.split("\\s", 2)[0];
    String rest = text.substring(command.length()).strip();
    if (!thread.isEmpty()) {
      return aside(
          user,
          channel,
          within,
          command + " does not work in threads, as in Slack. Mention @spadework instead.");
    }
    if (!command.equals(COMMAND)) {
      String unknown = command + " is not a command here; there is " + COMMAND;
      return aside(user, channel, within, unknown);
    }
    Optional<String> refusal = desk.refusal().apply(rest);
    if (refusal.isPresent()) {
      return aside(user, channel, within, refusal.get());
    }
    return outcome(slack.command(user, channel, rest));
  }

  private Delivered act(String user, JsonNode asked, String action, Optional<String> value) {
    View view =
        slack
            .state()
            .view(asked.path("view").asText())
            .orElseThrow(() -> new IllegalArgumentException("That is not open any more."));
    return slack.sender.act(user, view, action, value, values(asked));
  }

  private ObjectNode submitted(String user, JsonNode asked) {
    Delivered sent = slack.submit(user, asked.path("view").asText(), values(asked));
    ObjectNode outcome = outcome(sent);
    JsonNode answer = Json.parseOrEmpty(sent.answer());
    if (answer.path("response_action").asText().equals("errors")) {
      outcome.set("errors", answer.path("errors"));
    }
    return outcome;
  }

  private ObjectNode aside(String user, String channel, Optional<String> thread, String text) {
    slack.state().post(Draft.of(channel, thread, SlackStandIn.BOT, text).onlyFor(user));
    return done();
  }

  private static Map<String, String> values(JsonNode asked) {
    Map<String, String> values = new LinkedHashMap<>();
    asked.path("values").properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    return values;
  }

  private static ObjectNode done() {
    return Json.object().put("status", 200);
  }

  private static ObjectNode outcome(List<Delivered> sent) {
    return sent.isEmpty() ? done() : outcome(sent.get(sent.size() - 1));
  }

  private static ObjectNode outcome(Delivered sent) {
    ObjectNode outcome = Json.object();
    outcome.put("status", sent.status()).put("took", sent.took().toMillis());
    if (!sent.acknowledged()) {
      outcome.put("error", "The bot did not take it (status " + sent.status() + ").");
    }
    return outcome;
  }

  private String written(String text) {
    return Typing.written(text, slack.state().people());
  }
}
