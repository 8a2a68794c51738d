package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    if (slack.state().person(user).filter(p -> !p.bot()).isEmpty()) {
      throw new IllegalArgumentException("Nobody here has the id " + user + ".");
    }
    return switch (path) {
      case "/desk/say" -> Optional.of(typed(user, channel, asked));
      case "/desk/press" ->
          Optional.of(outcome(slack.press(user, channel, ts, asked.path("action").asText())));
      case "/desk/choose" ->
          Optional.of(
              outcome(
                  slack.choose(
                      user,
                      channel,
                      ts,
                      asked.path("action").asText(),
                      asked.path("value").asText())));
      case "/desk/submit" -> Optional.of(submitted(user, asked));
      case "/desk/close" -> {
        slack.state().closeView(asked.path("view").asText());
        yield Optional.of(Json.object());
      }
      default -> Optional.empty();
    };
  }

  private ObjectNode typed(String user, String channel, JsonNode asked) {
    String text = asked.path("text").asText().strip();
    String thread = asked.path("thread").asText();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to send.");
    }
    if (!text.startsWith("/")) {
      List<Delivered> sent =
          thread.isEmpty()
              ? slack.say(user, channel, asSlackWrites(text))
              : slack.reply(user, channel, thread, asSlackWrites(text));
      return sent.isEmpty() ? Json.object().put("status", 200) : outcome(sent.get(sent.size() - 1));
    }
    String command = text.split("\\s", 2)[0];
    String rest = text.substring(command.length()).strip();
    if (!thread.isEmpty()) {
      return aside(
          user,
          channel,
          thread,
          command + " does not work in threads, as in Slack. Mention @spadework instead.");
    }
    if (!command.equals(COMMAND)) {
      return aside(user, channel, "", command + " is not a command here; there is " + COMMAND);
    }
    Optional<String> refusal = desk.refusal().apply(rest);
    if (refusal.isPresent()) {
      return aside(user, channel, "", refusal.get());
    }
    return outcome(slack.command(user, channel, rest));
  }

  private ObjectNode submitted(String user, JsonNode asked) {
    Map<String, String> values = new LinkedHashMap<>();
    asked.path("values").properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    Delivered sent = slack.submit(user, asked.path("view").asText(), values);
    ObjectNode outcome = outcome(sent);
    JsonNode answer = Json.parseOrEmpty(sent.answer());
    if (answer.path("response_action").asText().equals("errors")) {
      outcome.set("errors", answer.path("errors"));
    }
    return outcome;
  }

  private ObjectNode aside(String user, String channel, String thread, String text) {
    slack
        .state()
        .post(
            Draft.of(channel, Optional.of(thread).filter(t -> !t.isEmpty()), SlackStandIn.BOT, text)
                .onlyFor(user));
    return Json.object().put("status", 200);
  }

  private static ObjectNode outcome(Delivered sent) {
    ObjectNode outcome = Json.object();
    outcome.put("status", sent.status()).put("took", sent.took().toMillis());
    if (!sent.acknowledged()) {
      outcome.put("error", "The bot did not take it (status " + sent.status() + ").");
    }
    return outcome;
  }

  /** Slack escapes three characters and turns typed names into mentions. */
  private String asSlackWrites(String text) {
    String written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    for (Person person : slack.state().people()) {
      written =
          written.replaceAll("(?i)(?<![\\w<])@" + person.name() + "\\b", "<@" + person.id() + ">");
    }
    return written;
  }
}
