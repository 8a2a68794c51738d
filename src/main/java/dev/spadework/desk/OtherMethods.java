package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reading channels and people, dialogs, reactions. */
final class OtherMethods {
  private final SlackState state;

  OtherMethods(SlackState state) {
    this.state = state;
  }

  Map<String, Function<Params, ObjectNode>> methods() {
    return Map.ofEntries(
        Map.entry("api.test", params -> Json.object()),
        Map.entry("auth.test", params -> me()),
        Map.entry("conversations.history", this::history),
        Map.entry("conversations.replies", this::replies),
        Map.entry("conversations.list", params -> list()),
        Map.entry("conversations.info", params -> info(channel(params))),
        Map.entry("conversations.join", this::join),
        Map.entry("users.info", this::user),
        Map.entry("users.list", params -> users()),
        Map.entry("usergroups.users.list", this::group),
        Map.entry("views.open", this::open),
        Map.entry("views.update", this::update),
        Map.entry("views.publish", this::publish),
        Map.entry("reactions.add", this::react));
  }

  private static ObjectNode me() {
    return Json.object()
        .put("url", "https://desk.slack.com/")
        .put("team", "Desk")
        .put("user", "spadework")
        .put("team_id", SlackStandIn.TEAM)
        .put("user_id", SlackStandIn.BOT)
        .put("bot_id", SlackStandIn.BOT_ID)
        .put("is_enterprise_install", false);
  }

  /** Newest first, as Slack's history is; answers in threads are not in it. */
  private ObjectNode history(Params params) {
    Channel channel = channel(params);
    List<Message> newestFirst =
        state.messages().stream()
            .filter(m -> m.channel().equals(channel.id()))
            .filter(m -> m.privateTo().isEmpty() && m.threadTs().isEmpty())
            .sorted((a, b) -> b.ts().compareTo(a.ts()))
            .toList();
    return page(newestFirst, params);
  }

  private ObjectNode replies(Params params) {
    Channel channel = channel(params);
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

  private static ObjectNode page(List<Message> all, Params params) {
    List<Message> wanted =
        all.stream()
            .filter(m -> params.optional("oldest").map(o -> after(m, o, params)).orElse(true))
            .filter(m -> params.optional("latest").map(l -> !after(m, l, params)).orElse(true))
            .toList();
    int limit = Math.min(params.number("limit", 100), 1000);
    int from = params.optional("cursor").map(OtherMethods::place).orElse(0);
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

  private static int place(String cursor) {
    if (!cursor.matches("at\\d{1,9}")) {
      throw new SlackError("invalid_cursor");
    }
    return Integer.parseInt(cursor.substring(2));
  }

  private ObjectNode list() {
    ObjectNode answer = Json.object();
    ArrayNode channels = answer.putArray("channels");
    state.channels().forEach(channel -> channels.add(described(channel)));
    answer.putObject("response_metadata").put("next_cursor", "");
    return answer;
  }

  private static ObjectNode info(Channel channel) {
    ObjectNode answer = Json.object();
    answer.set("channel", described(channel));
    return answer;
  }

  private ObjectNode join(Params params) {
    Channel joined = new Channel(channel(params).id(), channel(params).name(), true);
    state.add(joined);
    return info(joined);
  }

  private static ObjectNode described(Channel channel) {
    return Json.object()
        .put("id", channel.id())
        .put("name", channel.name())
        .put("is_channel", true)
        .put("is_private", false)
        .put("is_archived", false)
        .put("is_member", channel.botIsMember());
  }

  private ObjectNode user(Params params) {
    Person person =
        state.person(params.need("user")).orElseThrow(() -> new SlackError("user_not_found"));
    ObjectNode answer = Json.object();
    answer.set("user", described(person));
    return answer;
  }

  private ObjectNode users() {
    ObjectNode answer = Json.object();
    ArrayNode members = answer.putArray("members");
    state.people().forEach(person -> members.add(described(person)));
    return answer;
  }

  private static ObjectNode described(Person person) {
    ObjectNode user = Json.object();
    user.put("id", person.id()).put("team_id", SlackStandIn.TEAM).put("name", person.name());
    user.put("real_name", person.realName()).put("deleted", false).put("is_bot", person.bot());
    user.put("tz", "Europe/Berlin");
    user.putObject("profile")
        .put("real_name", person.realName())
        .put("display_name", person.name());
    return user;
  }

  private ObjectNode group(Params params) {
    if (!params.need("usergroup").equals(SlackStandIn.GROUP)) {
      throw new SlackError("no_such_subteam");
    }
    ObjectNode answer = Json.object();
    answer.putArray("users").add(SlackStandIn.BOB);
    return answer;
  }

  private ObjectNode open(Params params) {
    ObjectNode body = view(params);
    return shown(state.open(state.triggers().redeem(params.need("trigger_id")), body));
  }

  private ObjectNode update(Params params) {
    return shown(state.update(params.need("view_id"), view(params)));
  }

  private ObjectNode publish(Params params) {
    String user = params.need("user_id");
    state.person(user).orElseThrow(() -> new SlackError("user_not_found"));
    return shown(state.publish(user, view(params)));
  }

  private static ObjectNode view(Params params) {
    JsonNode view =
        params
            .json("view", "invalid_arguments")
            .orElseThrow(() -> new SlackError("invalid_arguments", "view"));
    BlockRules.checkView(view);
    return (ObjectNode) view;
  }

  private static ObjectNode shown(View view) {
    ObjectNode answer = Json.object();
    answer.set("view", view.body());
    return answer;
  }

  private ObjectNode react(Params params) {
    Channel channel = channel(params);
    Optional<Message> message = state.message(channel.id(), params.need("timestamp"));
    if (message.isEmpty()) {
      throw new SlackError("message_not_found");
    }
    params.need("name");
    return Json.object();
  }

  private Channel channel(Params params) {
    String id = params.need("channel");
    return state
        .channel(id)
        .filter(c -> c.id().equals(id))
        .orElseThrow(() -> new SlackError("channel_not_found"));
  }
}
