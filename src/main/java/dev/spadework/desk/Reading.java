package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The methods that read what was written, in pages. */
final class Reading {
  private final SlackState state;

  Reading(SlackState state) {
    this.state = state;
  }

  Map<String, Function<Params, ObjectNode>> methods() {
    return Map.of("conversations.history", this::history, "conversations.replies", this::replies);
  }

  /** Newest first, as Slack's history is; answers in threads are not in it. */
  private ObjectNode history(Params params) {
    Channel channel = readable(params);
    List<Message> newestFirst =
        state.messages().stream()
            .filter(m -> m.channel().equals(channel.id()))
            .filter(m -> m.privateTo().isEmpty() && m.threadTs().isEmpty())
            .sorted((a, b) -> b.ts().compareTo(a.ts()))
            .toList();
    return page(newestFirst, params);
  }

  private ObjectNode replies(Params params) {
    Channel channel = readable(params);
    String ts = params.need("ts");
    List<Message> thread =
        state.messages().stream()
            .filter(m -> m.channel().equals(channel.id()) && m.privateTo().isEmpty())
            .filter(m -> m.ts().equals(ts) || m.threadTs().filter(ts::equals).isPresent())
            .toList();
    if (thread.isEmpty()) {
      throw new SlackError("thread_not_found");
    }
    return page(thread, params);
  }

  private Channel readable(Params params) {
    Channel channel = Rooms.byId(state, params);
    if (!channel.botIsMember()) {
      throw new SlackError("not_in_channel");
    }
    return channel;
  }

  private ObjectNode page(List<Message> all, Params params) {
    List<Message> wanted =
        all.stream()
            .filter(m -> params.optional("oldest").map(o -> after(m, o, params)).orElse(true))
            .filter(m -> params.optional("latest").map(l -> before(m, l, params)).orElse(true))
            .toList();
    int limit = Math.min(params.number("limit", 100), 1000);
    int from = params.optional("cursor").map(Reading::place).orElse(0);
    int to = Math.min(wanted.size(), from + limit);
    ObjectNode answer = Json.object();
    ArrayNode messages = answer.putArray("messages");
    boolean metadata = params.flag("include_all_metadata");
    for (int i = from; i < to; i++) {
      messages.add(Payloads.shown(wanted.get(i), metadata));
    }
    answer.put("has_more", to < wanted.size());
    if (to < wanted.size()) {
      answer.putObject("response_metadata").put("next_cursor", "at" + to);
    }
    return answer;
  }

  private static boolean after(Message message, String ts, Params params) {
    int order = message.ts().compareTo(ts);
    return order > 0 || order == 0 && params.flag("inclusive");
  }

  private static boolean before(Message message, String ts, Params params) {
    int order = message.ts().compareTo(ts);
    return order < 0 || order == 0 && params.flag("inclusive");
  }

  private static int place(String cursor) {
    if (!cursor.matches("at\\d{1,9}")) {
      throw new SlackError("invalid_cursor");
    }
    return Integer.parseInt(cursor.substring(2));
  }
}
