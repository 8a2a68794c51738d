package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The {@code chat.*} methods, with the errors that docs.slack.dev lists for them. */
final class ChatMethods {
  /** Slack cuts longer texts from some senders and refuses them from others; here it is red. */
  private static final int LONGEST_TEXT = 40_000;

  private final SlackState state;
  private volatile boolean plans = true;

  ChatMethods(SlackState state) {
    this.state = state;
  }

  void acceptPlans(boolean accept) {
    plans = accept;
  }

  Map<String, Function<Params, ObjectNode>> methods() {
    return Map.of(
        "chat.postMessage", this::post,
        "chat.postEphemeral", this::postPrivately,
        "chat.update", this::update,
        "chat.delete", this::delete,
        "chat.getPermalink", this::permalink,
        "assistant.threads.setStatus", this::status,
        "reactions.add", this::react);
  }

  private ObjectNode post(Params params) {
    Channel channel = writable(params);
    Message message = state.post(draft(channel, params).metadata(metadata(params)));
    ObjectNode answer = Json.object().put("channel", channel.id()).put("ts", message.ts());
    answer.set("message", Payloads.shown(message, false));
    return answer;
  }

  private ObjectNode postPrivately(Params params) {
    Channel channel = writable(params);
    String user = params.need("user");
    if (state.person(user).filter(p -> !p.bot() && channel.seenBy(user)).isEmpty()) {
      throw new SlackError("user_not_in_channel");
    }
    Message message = state.post(draft(channel, params).onlyFor(user));
    return Json.object().put("message_ts", message.ts());
  }

  private Draft draft(Channel channel, Params params) {
    return Draft.of(channel.id(), thread(channel, params), SlackStandIn.BOT, text(params))
        .blocks(blocks(params));
  }

  private ObjectNode update(Params params) {
    Channel channel = Rooms.byId(state, params);
    String ts = params.need("ts");
    own(channel, ts, "cant_update_message");
    String text = text(params);
    // An absent array keeps the blocks; an empty one takes them away.
    Optional<JsonNode> blocks =
        params.values().containsKey("blocks") ? Optional.of(blocks(params)) : Optional.empty();
    Optional<JsonNode> metadata = metadata(params);
    state.replace(
        channel.id(),
        ts,
        old ->
            Optional.of(
                old.edited(
                    state.now(),
                    text.isEmpty() ? old.text() : text,
                    blocks.<JsonNode>map(state::named).orElse(old.blocks()),
                    metadata)));
    ObjectNode answer = Json.object().put("channel", channel.id()).put("ts", ts).put("text", text);
    state
        .message(channel.id(), ts)
        .ifPresent(message -> answer.set("message", Payloads.shown(message, false)));
    return answer;
  }

  private ObjectNode delete(Params params) {
    Channel channel = Rooms.byId(state, params);
    String ts = params.need("ts");
    own(channel, ts, "cant_delete_message");
    state.replace(channel.id(), ts, old -> Optional.empty());
    return Json.object().put("channel", channel.id()).put("ts", ts);
  }

  private ObjectNode permalink(Params params) {
    Channel channel = Rooms.byId(state, params);
    String ts = params.need("message_ts");
    found(channel, ts);
    String link = "https://desk.slack.com/archives/" + channel.id() + "/p" + ts.replace(".", "");
    return Json.object().put("channel", channel.id()).put("permalink", link);
  }

  private void own(Channel channel, String ts, String otherwise) {
    if (!found(channel, ts).user().equals(SlackStandIn.BOT)) {
      throw new SlackError(otherwise);
    }
  }

  private Message found(Channel channel, String ts) {
    return state
        .message(channel.id(), ts)
        .filter(m -> m.privateTo().isEmpty())
        .orElseThrow(() -> new SlackError("message_not_found"));
  }

  private ObjectNode status(Params params) {
    Channel channel = Rooms.byId(state, params.need("channel_id"));
    String thread = params.need("thread_ts");
    if (state.message(channel.id(), thread).isEmpty()) {
      throw new SlackError("invalid_thread_ts");
    }
    if (params.json("loading_messages", "invalid_arguments").map(JsonNode::size).orElse(0) > 10) {
      throw new SlackError("invalid_arguments", "no more than 10 loading_messages");
    }
    state.status(channel.id(), thread, params.text("status"));
    return Json.object();
  }

  private ObjectNode react(Params params) {
    found(Rooms.byId(state, params), params.need("timestamp"));
    params.need("name");
    return Json.object();
  }

  private Channel writable(Params params) {
    String place = params.need("channel");
    // A person's id stands for the conversation with them.
    Channel channel =
        state
            .channel(place)
            .or(
                () ->
                    state
                        .person(place)
                        .filter(person -> !person.bot())
                        .map(person -> state.build(town -> town.direct(place))))
            .orElseThrow(() -> new SlackError("channel_not_found"));
    if (!channel.botIsMember()) {
      throw new SlackError("not_in_channel");
    }
    if (text(params).isEmpty() && blocks(params).isEmpty()) {
      throw new SlackError("no_text");
    }
    return channel;
  }

  private Optional<String> thread(Channel channel, Params params) {
    Optional<String> ts = params.optional("thread_ts");
    if (ts.isPresent() && state.message(channel.id(), ts.get()).isEmpty()) {
      throw new SlackError("thread_not_found");
    }
    return ts;
  }

  private static String text(Params params) {
    String text = params.text("text");
    if (text.length() > LONGEST_TEXT) {
      throw new SlackError("msg_too_long");
    }
    return text;
  }

  private JsonNode blocks(Params params) {
    JsonNode blocks = params.json("blocks", "invalid_blocks_format").orElse(Json.array());
    BlockRules.checkMessage(blocks, plans);
    return blocks;
  }

  private static Optional<JsonNode> metadata(Params params) {
    Optional<JsonNode> metadata = params.json("metadata", "invalid_metadata_format");
    metadata.ifPresent(
        m -> {
          if (m.path("event_type").asText().isEmpty() || !m.path("event_payload").isObject()) {
            throw new SlackError("invalid_metadata_schema", "event_type and event_payload");
          }
        });
    return metadata;
  }
}
