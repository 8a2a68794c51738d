package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The methods about channels: which there are, and who is in them. */
final class Rooms {
  private final SlackState state;

  Rooms(SlackState state) {
    this.state = state;
  }

  Map<String, Function<Params, ObjectNode>> methods() {
    return Map.of(
        "conversations.list",
        params -> list(params, false),
        "users.conversations",
        params -> list(params, true),
        "conversations.info",
        params -> info(byId(state, params)),
        "conversations.join",
        this::join,
        "conversations.open",
        this::open,
        "conversations.members",
        this::members);
  }

  /** The channel that the call names; names instead of ids are refused, as by Slack. */
  static Channel byId(SlackState state, Params params) {
    return byId(state, params.need("channel"));
  }

  static Channel byId(SlackState state, String id) {
    return state
        .channel(id)
        .filter(c -> c.id().equals(id))
        .orElseThrow(() -> new SlackError("channel_not_found"));
  }

  private ObjectNode list(Params params, boolean own) {
    Set<String> types = Set.of(params.optional("types").orElse("public_channel").split(", *"));
    ObjectNode answer = Json.object();
    ArrayNode channels = answer.putArray("channels");
    state.channels().stream()
        .filter(c -> types.contains(type(c)))
        .filter(c -> c.botIsMember() || !own && c.kind() == Channel.Kind.PUBLIC)
        .forEach(channel -> channels.add(described(channel)));
    answer.putObject("response_metadata").put("next_cursor", "");
    return answer;
  }

  private static String type(Channel channel) {
    return switch (channel.kind()) {
      case PUBLIC -> "public_channel";
      case PRIVATE -> "private_channel";
      case DIRECT -> "im";
    };
  }

  private static ObjectNode info(Channel channel) {
    if (channel.kind() == Channel.Kind.PRIVATE && !channel.botIsMember()) {
      throw new SlackError("channel_not_found");
    }
    ObjectNode answer = Json.object();
    answer.set("channel", described(channel));
    return answer;
  }

  private ObjectNode join(Params params) {
    Channel old = byId(state, params);
    if (old.kind() != Channel.Kind.PUBLIC) {
      throw new SlackError("method_not_supported_for_channel_type");
    }
    Channel joined = new Channel(old.id(), old.name(), true);
    state.build(
        town -> {
          town.add(joined);
          return joined;
        });
    return info(joined);
  }

  private ObjectNode open(Params params) {
    String user = params.need("users");
    if (state.person(user).filter(p -> !p.bot()).isEmpty()) {
      throw new SlackError("user_not_found");
    }
    return info(state.build(town -> town.direct(user)));
  }

  private ObjectNode members(Params params) {
    Channel channel = byId(state, params);
    ObjectNode answer = Json.object();
    ArrayNode members = answer.putArray("members");
    List<Person> people = state.people();
    people.stream()
        .filter(p -> p.bot() ? p.id().equals(SlackStandIn.BOT) : channel.seenBy(p.id()))
        .filter(p -> !p.bot() || channel.botIsMember())
        .forEach(person -> members.add(person.id()));
    answer.putObject("response_metadata").put("next_cursor", "");
    return answer;
  }

  private static ObjectNode described(Channel channel) {
    ObjectNode described = Json.object().put("id", channel.id());
    boolean direct = channel.kind() == Channel.Kind.DIRECT;
    if (direct) {
      described.put("user", channel.name());
    } else {
      described.put("name", channel.name()).put("name_normalized", channel.name());
    }
    boolean hidden = channel.kind() == Channel.Kind.PRIVATE;
    return described
        .put("is_channel", channel.kind() == Channel.Kind.PUBLIC)
        .put("is_group", hidden)
        .put("is_im", direct)
        .put("is_private", hidden || direct)
        .put("is_archived", false)
        .put("is_member", channel.botIsMember());
  }
}
