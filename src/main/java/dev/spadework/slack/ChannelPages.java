package dev.spadework.slack;

import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import java.util.List;
import java.util.function.Predicate;

/** Walks through the channels that the bot can see, page by page. */
final class ChannelPages {
  /** The most that Slack gives on a page. */
  private static final int PAGE = 1000;

  private static final int PAGES = 100;

  private ChannelPages() {}

  /** Shows them one by one until there are no more or one is enough. */
  static void until(Web web, Predicate<Conversation> enough) throws Refused, Away {
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      String from = cursor;
      var answer =
          web.ask(
              "conversations.list",
              methods ->
                  methods.conversationsList(
                      r ->
                          r.types(
                                  List.of(
                                      ConversationType.PUBLIC_CHANNEL,
                                      ConversationType.PRIVATE_CHANNEL))
                              .excludeArchived(true)
                              .limit(PAGE)
                              .cursor(from.isEmpty() ? null : from)));
      cursor = Web.next(answer.getResponseMetadata());
      if (answer.getChannels().stream().anyMatch(enough) || cursor.isEmpty()) {
        return;
      }
    }
  }
}
