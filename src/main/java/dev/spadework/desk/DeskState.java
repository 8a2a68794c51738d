package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What one person sees of the workspace, for the page to draw. */
final class DeskState {
  /** The message shortcut of the app's manifest, which the page offers on every message. */
  private static final String SHORTCUT = "make_task";

  private DeskState() {}

  static ObjectNode of(Desk desk, String user) {
    SlackStandIn slack = desk.slack();
    SlackState state = slack.state();
    ObjectNode all = Json.object();
    all.put("version", state.version()).put("banner", desk.banner());
    all.put("scripted", desk.model().isEmpty()).put("bot", SlackStandIn.BOT);
    ArrayNode people = all.putArray("people");
    for (Person person : state.people()) {
      people
          .addObject()
          .put("id", person.id())
          .put("name", person.name())
          .put("realName", person.realName())
          .put("bot", person.bot());
    }
    ArrayNode channels = all.putArray("channels");
    state.channels().stream()
        .filter(channel -> channel.seenBy(user))
        .forEach(
            channel ->
                channels
                    .addObject()
                    .put("id", channel.id())
                    .put("name", channel.name())
                    .put("kind", channel.kind().type));
    ArrayNode suggestions = all.putArray("suggestions");
    for (Desk.Suggestion suggestion : desk.suggestions()) {
      suggestions.addObject().put("label", suggestion.label()).put("command", suggestion.command());
    }
    all.putArray("shortcuts")
        .addObject()
        .put("id", SHORTCUT)
        .put("label", "Give this to Spadework");
    said(all, state, user);
    ArrayNode views = all.putArray("views");
    slack.views(user).forEach(view -> views.add(view.body()));
    all.set("home", slack.home(user).map(View::body).orElseGet(Json::object));
    return all;
  }

  private static void said(ObjectNode all, SlackState state, String user) {
    ArrayNode messages = all.putArray("messages");
    ArrayNode statuses = all.putArray("statuses");
    for (Message message : state.messages()) {
      boolean seen =
          state.channel(message.channel()).filter(channel -> channel.seenBy(user)).isPresent();
      if (seen && message.privateTo().map(user::equals).orElse(true)) {
        messages.add(drawn(state, message));
        state
            .status(message.channel(), message.ts())
            .ifPresent(
                text ->
                    statuses
                        .addObject()
                        .put("channel", message.channel())
                        .put("thread", message.ts())
                        .put("text", text));
      }
    }
  }

  private static ObjectNode drawn(SlackState state, Message message) {
    ObjectNode drawn = Json.object();
    drawn.put("channel", message.channel()).put("ts", message.ts()).put("user", message.user());
    drawn.put("text", message.text()).set("blocks", message.blocks());
    drawn.put("plain", Typing.plain(message.text(), state.people()));
    drawn.put("thread", message.threadTs().orElse(""));
    drawn.put("private", message.privateTo().isPresent());
    drawn.put("edited", !message.edits().isEmpty());
    ArrayNode files = drawn.putArray("files");
    for (SlackFile file : message.files()) {
      ObjectNode shown = files.addObject();
      shown.put("id", file.id()).put("name", file.name()).put("title", file.title());
      shown.put("type", file.type()).put("size", file.bytes().length);
      shown.put("snippet", file.snippet()).put("text", file.snippet() ? file.text() : "");
    }
    return drawn;
  }
}
