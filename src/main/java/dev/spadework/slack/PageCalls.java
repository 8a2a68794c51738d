package dev.spadework.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What the digest and people's pages ask of Slack. */
final class PageCalls {
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
    AtomicReference<Optional<String>> found = new AtomicReference<>(Optional.empty());
    ChannelPages.until(
        web,
        channel -> {
          boolean it = ("#" + channel.getName()).equals(name);
          if (it) {
            found.set(Optional.of(channel.getId()));
          }
          return it;
        });
    return found.get();
  }
}
