package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What one person sees of the workspace, for the page to draw. */
final class DeskState {
  private DeskState() {}

  static ObjectNode of(Desk desk, String user) {
    SlackState state = desk.slack().state();
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
    for (Channel channel : state.channels()) {
      channels.addObject().put("id", channel.id()).put("name", channel.name());
    }
    ArrayNode suggestions = all.putArray("suggestions");
    for (Desk.Suggestion suggestion : desk.suggestions()) {
      suggestions.addObject().put("label", suggestion.label()).put("command", suggestion.command());
    }
    ArrayNode messages = all.putArray("messages");
    for (Message message : state.messages()) {
      if (message.privateTo().map(user::equals).orElse(true)) {
        messages.add(drawn(message));
      }
    }
    ArrayNode views = all.putArray("views");
    desk.slack().views(user).forEach(view -> views.add(view.body()));
    return all;
  }

  private static ObjectNode drawn(Message message) {
    ObjectNode drawn = Json.object();
    drawn.put("channel", message.channel()).put("ts", message.ts()).put("user", message.user());
    drawn.put("text", message.text()).set("blocks", message.blocks());
    drawn.put("thread", message.threadTs().orElse(""));
    drawn.put("private", message.privateTo().isPresent());
    return drawn;
  }
}
