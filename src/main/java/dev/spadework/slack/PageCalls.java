package dev.spadework.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.ConversationType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the digest and people's pages ask of Slack. */
final class PageCalls {
  private static final int PAGE = 200;

  private final Web web;

  PageCalls(Web web) {
    this.web = web;
  }

  /** Shows a person their page. */
  void publish(String user, ObjectNode view) throws Refused, Away {
    String json = web.cleaned(view);
    web.ask("views.publish", m -> m.viewsPublish(r -> r.userId(user).viewAsString(json)));
  }

  /** Where a message can be read. */
  String permalink(Web.Place place) throws Refused, Away {
    return web.ask(
            "chat.getPermalink",
            m -> m.chatGetPermalink(r -> r.channel(place.channel()).messageTs(place.ts())))
        .getPermalink();
  }

  /** Whether everybody in the workspace may read a channel. */
  boolean isPublic(String channel) throws Refused, Away {
    var info = web.ask("conversations.info", m -> m.conversationsInfo(r -> r.channel(channel)));
    return !info.getChannel().isPrivate() && !info.getChannel().isIm();
  }

  /** The id of a channel: of {@code #name} as Slack has it, of anything else as it is. */
  Optional<String> channel(String name) throws Refused, Away {
    if (!name.startsWith("#")) {
      return Optional.of(name);
    }
    String cursor = "";
    do {
      String from = cursor;
      var list =
          web.ask(
              "conversations.list",
              m ->
                  m.conversationsList(
                      r ->
                          r.types(
                                  List.of(
                                      ConversationType.PUBLIC_CHANNEL,
                                      ConversationType.PRIVATE_CHANNEL))
                              .excludeArchived(true)
                              .cursor(from)
                              .limit(PAGE)));
      for (var each : list.getChannels()) {
        if (("#" + each.getName()).equals(name)) {
          return Optional.of(each.getId());
        }
      }
      cursor =
          list.getResponseMetadata() == null
              ? ""
              : Objects.toString(list.getResponseMetadata().getNextCursor(), "");
    } while (!cursor.isEmpty());
    return Optional.empty();
  }
}
