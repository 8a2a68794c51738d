package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people press, choose, fill in and command, sent as Slack sends it. */
final class Sender {
  private final SlackState state;
  private final Wire wire;
  private final Scopes scopes;
  private final Payloads payloads;
  private final Responses responses;

  Sender(SlackState state, Wire wire, Scopes scopes) {
    this.state = state;
    this.wire = wire;
    this.scopes = scopes;
    this.responses = new Responses(state);
    this.payloads = new Payloads(state);
  }

  Responses responses() {
    return responses;
  }

  Delivered command(String user, String channel, String command, String text) {
    Channel where = channel(channel);
    if (!scopes.delivers("slash command")) {
      throw new IllegalArgumentException("the app was not granted the scope commands");
    }
    String url = responses.open(user, where.id(), Optional.empty(), Optional.empty());
    Delivered delivered = wire.form(payloads.command(person(user), where, command, text, url));
    responses.immediate(user, where.id(), command, delivered);
    return delivered;
  }

  /** Delivers something again; what a command is answered with then, its person sees. */
  Delivered again(Delivered earlier, Map<String, String> headers) {
    Delivered delivered = wire.send(earlier.contentType(), earlier.body(), headers);
    Params sent = Params.of(earlier.contentType().equals(Wire.FORM) ? earlier.body() : "");
    sent.optional("command")
        .filter(command -> delivered.acknowledged())
        .ifPresent(
            command ->
                responses.immediate(
                    sent.need("user_id"), sent.need("channel_id"), command, delivered));
    return delivered;
  }

  Delivered press(String user, Message message, Message.Button button, Map<String, String> values) {
    // The message may have changed since; the button is the one that was drawn then.
    ObjectNode block = Json.object().put("block_id", button.blockId());
    block.putArray("elements").add(button.element());
    ObjectNode action =
        Inputs.action(
            Json.array().add(block), button.actionId(), Optional.empty(), Sender::unknown);
    return act(user, message, action, values);
  }

  Delivered choose(String user, Message message, String actionId, String valueOrText) {
    ObjectNode action =
        Inputs.action(message.blocks(), actionId, Optional.of(valueOrText), Sender::unknown);
    return act(user, message, action, Map.of(actionId, valueOrText));
  }

  private Delivered act(
      String user, Message message, ObjectNode action, Map<String, String> values) {
    if (message.privateTo().filter(only -> !only.equals(user)).isPresent()) {
      throw new IllegalArgumentException(user + " does not see the message " + message.ts());
    }
    String url =
        responses.open(user, message.channel(), message.threadTs(), Optional.of(message.ts()));
    ObjectNode state = Inputs.state(message.blocks(), values, Sender::unknown);
    return interact(
        payloads.action(person(user), channel(message.channel()), message, action, state, url));
  }

  /** Presses or chooses in a dialog or a home. */
  Delivered act(
      String user,
      View view,
      String labelOrActionId,
      Optional<String> value,
      Map<String, String> values) {
    Inputs.Lookup lookup = asking(user, view);
    ObjectNode action = Inputs.action(view.blocks(), labelOrActionId, value, lookup);
    Map<String, String> all = new java.util.LinkedHashMap<>(values);
    value.ifPresent(v -> all.put(action.path("action_id").asText(), v));
    return interact(
        payloads.action(person(user), view, action, Inputs.state(view.blocks(), all, lookup)));
  }

  Delivered shortcut(String user, String channel, String ts, String callbackId) {
    Channel where = channel(channel);
    if (!scopes.delivers("shortcut")) {
      throw new IllegalArgumentException("the app was not granted the scope commands");
    }
    Message message =
        state
            .message(where.id(), ts)
            .orElseThrow(() -> new IllegalArgumentException("no message " + ts));
    String url = responses.open(user, where.id(), message.threadTs(), Optional.empty());
    return interact(payloads.shortcut(person(user), where, message, callbackId, url));
  }

  Delivered submit(String user, View view, Map<String, String> values) {
    ObjectNode filled = Inputs.state(view.blocks(), values, asking(user, view));
    Inputs.required(view.blocks(), filled);
    Delivered delivered = interact(payloads.submission(person(user), view, filled));
    if (delivered.acknowledged()) {
      settle(view, Json.parseOrEmpty(delivered.answer()));
    }
    return delivered;
  }

  /** A person closes a dialog; the bot hears of it if it asked to. */
  Optional<Delivered> close(String user, View view, boolean all) {
    List<View> gone = all ? state.views(user) : List.of(view);
    if (all) {
      state.clearViews(user);
    } else {
      state.closeView(view.id());
    }
    Optional<Delivered> told = Optional.empty();
    for (View one : gone) {
      if (one.body().path("notify_on_close").asBoolean()) {
        told = Optional.of(interact(payloads.closed(person(user), one, all)));
      }
    }
    return told;
  }

  /** Does what the bot's answer to a dialog asks for; no answer closes the dialog. */
  private void settle(View view, JsonNode answer) {
    switch (answer.path("response_action").asText()) {
      case "errors" -> named(view, answer.path("errors"));
      case "update" -> state.update(view.id(), next(answer), Optional.empty());
      case "push" -> state.push(view.user(), next(answer));
      case "clear" -> state.clearViews(view.user());
      default -> state.closeView(view.id());
    }
  }

  /** Slack shows an error to the person if one names no input of the dialog. */
  private static void named(View view, JsonNode errors) {
    for (Map.Entry<String, JsonNode> error : errors.properties()) {
      boolean known = false;
      for (JsonNode block : view.blocks()) {
        known |=
            block.path("type").asText().equals("input")
                && block.path("block_id").asText().equals(error.getKey());
      }
      if (!known) {
        throw new IllegalArgumentException("no input has the block id " + error.getKey());
      }
    }
  }

  private static ObjectNode next(JsonNode answer) {
    BlockRules.checkView(answer.path("view"));
    return (ObjectNode) answer.path("view");
  }

  /** Asks the bot for options as Slack does while a person types into an external select. */
  private Inputs.Lookup asking(String user, View view) {
    return (element, typed) -> {
      if (!element.path("type").asText().equals("external_select")) {
        return Optional.empty();
      }
      String blockId = "";
      for (JsonNode block : view.blocks()) {
        if (Inputs.elements(block).contains(element)) {
          blockId = block.path("block_id").asText();
        }
      }
      Delivered asked = interact(payloads.suggestion(person(user), view, element, blockId, typed));
      for (JsonNode option : Json.parseOrEmpty(asked.answer()).path("options")) {
        if (Inputs.means(option, typed)) {
          return Optional.of(option);
        }
      }
      return Optional.empty();
    };
  }

  private static Optional<JsonNode> unknown(JsonNode element, String typed) {
    return Optional.empty();
  }

  private Delivered interact(ObjectNode payload) {
    return wire.form(Map.of("payload", payload.toString()));
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
}
