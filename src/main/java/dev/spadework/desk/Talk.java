package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people write, change, take away and attach, and the events that tell the bot. */
final class Talk {
  private final SlackState state;
  private final Wire wire;
  private final Scopes scopes;
  private final Files files;
  private final Events events;

  Talk(SlackState state, Wire wire, Scopes scopes, Files files) {
    this.state = state;
    this.wire = wire;
    this.scopes = scopes;
    this.files = files;
    this.events = new Events(state);
  }

  Said say(String user, String channel, Optional<String> threadTs, String text) {
    Channel where = channel(channel);
    return written(where, Draft.of(where.id(), threadTs, known(user), text));
  }

  Said upload(
      String user,
      String channel,
      Optional<String> threadTs,
      String filename,
      byte[] bytes,
      String text) {
    Channel where = channel(channel);
    SlackFile file = files.keep(known(user), filename, bytes);
    return written(where, Draft.of(where.id(), threadTs, user, text).files(List.of(file)));
  }

  Said edit(String user, String channel, String ts, String text) {
    Channel where = channel(channel);
    Message before = own(user, where, ts);
    state.replace(
        where.id(),
        ts,
        old -> Optional.of(old.edited(state.now(), text, old.blocks(), Optional.empty())));
    Message after = state.message(where.id(), ts).orElse(before);
    return tell(ts, where, events.changed(where, before, after));
  }

  /** A message that has answers leaves a tombstone and is told of as changed, as Slack does. */
  Said delete(String user, String channel, String ts) {
    Channel where = channel(channel);
    Message before = own(user, where, ts);
    boolean answered =
        state.messages().stream()
            .anyMatch(
                m ->
                    m.channel().equals(where.id())
                        && m.privateTo().isEmpty()
                        && m.threadTs().filter(ts::equals).isPresent());
    state.replace(
        where.id(), ts, old -> answered ? Optional.of(old.tombstone()) : Optional.empty());
    ObjectNode event =
        answered
            ? events.changed(where, before, before.tombstone())
            : events.deleted(where, before);
    return tell(ts, where, event);
  }

  Optional<Delivered> openHome(String user) {
    known(user);
    Channel direct = state.build(town -> town.direct(user));
    return scopes.delivers("app_home_opened")
        ? Optional.of(send(events.homeOpened(user, direct.id())))
        : Optional.empty();
  }

  private Said written(Channel where, Draft draft) {
    Message message = state.post(draft);
    List<Delivered> sent = new ArrayList<>();
    boolean mentioned =
        draft.text().contains("<@" + SlackStandIn.BOT + ">") && where.kind() != Channel.Kind.DIRECT;
    if (mentioned && where.botIsMember() && scopes.delivers("app_mention")) {
      sent.add(send(events.written("app_mention", where, message)));
    }
    if (heard(where)) {
      sent.add(send(events.written("message", where, message)));
    }
    return new Said(message.ts(), sent);
  }

  private Said tell(String ts, Channel where, ObjectNode event) {
    return new Said(ts, heard(where) ? List.of(send(event)) : List.of());
  }

  private boolean heard(Channel where) {
    return where.botIsMember() && scopes.delivers("message." + where.kind().family);
  }

  private Delivered send(ObjectNode event) {
    return wire.send(Wire.JSON, event.toString(), Map.of());
  }

  private Message own(String user, Channel where, String ts) {
    Message message =
        state
            .message(where.id(), ts)
            .orElseThrow(() -> new IllegalArgumentException("no message " + ts));
    if (!message.user().equals(user)) {
      throw new IllegalArgumentException(ts + " was not written by " + user);
    }
    return message;
  }

  private String known(String user) {
    return state
        .person(user)
        .map(Person::id)
        .orElseThrow(() -> new IllegalArgumentException("nobody here has the id " + user));
  }

  private Channel channel(String idOrName) {
    return state
        .channel(idOrName)
        .orElseThrow(() -> new IllegalArgumentException("no channel " + idOrName));
  }
}
