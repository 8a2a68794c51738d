package dev.spadework.crash;

import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import java.util.List;

/** What the bot has written into the channel, by the names that its messages carry. */
final class Messages {
  private Messages() {}

  /** A message and whose it is. */
  record Named(String task, String name, Message message) {
    boolean is(String ofTask, String called) {
      return task.equals(ofTask) && name.equals(called);
    }
  }

  /** All with a name, the oldest first; one that is there twice is here twice. */
  static List<Named> of(SlackStandIn slack) {
    return slack.messages(SlackStandIn.CHANNEL).stream()
        .flatMap(root -> slack.thread(SlackStandIn.CHANNEL, root.ts()).stream())
        .filter(message -> message.metadata().isPresent())
        .map(Messages::named)
        .toList();
  }

  private static Named named(Message message) {
    var payload = message.metadata().orElseThrow().path("event_payload");
    return new Named(payload.path("task").asText(), payload.path("message").asText(), message);
  }
}
