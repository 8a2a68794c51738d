package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Everything the stand-in remembers. Safe for many threads; each change wakes who waits for one.
 */
final class SlackState {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Clock clock;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, View> views = new LinkedHashMap<>();
  private final Map<String, View> homes = new LinkedHashMap<>();
  private final Triggers triggers;
  private long lastMicros;
  private long counter;
  private long version;
  private boolean closed;

  SlackState(Clock clock) {
    this.clock = clock;
    this.triggers = new Triggers(clock);
  }

  Instant now() {
    return clock.instant();
  }

  void add(Channel channel) {
    change(() -> channels.put(channel.id(), channel));
  }

  void add(Person person) {
    change(() -> people.put(person.id(), person));
  }

  /** By id, or by name with or without its number sign. */
  Optional<Channel> channel(String idOrName) {
    String name = idOrName.startsWith("#") ? idOrName.substring(1) : idOrName;
    return read(
        () ->
            channels.values().stream()
                .filter(c -> c.id().equals(idOrName) || c.name().equals(name))
                .findFirst());
  }

  List<Channel> channels() {
    return read(() -> List.copyOf(channels.values()));
  }

  Optional<Person> person(String id) {
    return read(() -> Optional.ofNullable(people.get(id)));
  }

  List<Person> people() {
    return read(() -> List.copyOf(people.values()));
  }

  /** A new message with its {@code ts}; ids are filled in where blocks have none. */
  Message post(
      String channel,
      Optional<String> threadTs,
      String user,
      String text,
      JsonNode blocks,
      Optional<JsonNode> metadata,
      Optional<String> privateTo) {
    return change(
        () -> {
          Message message =
              new Message(
                  channel,
                  nextTs(),
                  threadTs,
                  user,
                  text,
                  named(blocks),
                  metadata,
                  privateTo,
                  List.of());
          messages.add(message);
          return message;
        });
  }

  Optional<Message> message(String channel, String ts) {
    return read(
        () ->
            messages.stream()
                .filter(m -> m.channel().equals(channel) && m.ts().equals(ts))
                .findFirst());
  }

  /** Puts the answer of the function in the message's place; an empty answer takes it away. */
  boolean replace(String channel, String ts, Function<Message, Optional<Message>> edit) {
    return change(
        () -> {
          for (int i = 0; i < messages.size(); i++) {
            Message old = messages.get(i);
            if (old.channel().equals(channel) && old.ts().equals(ts)) {
              Optional<Message> now = edit.apply(old);
              if (now.isPresent()) {
                messages.set(i, now.get());
              } else {
                messages.remove(i);
              }
              return true;
            }
          }
          return false;
        });
  }

  /** All of them, oldest first, private ones too. */
  List<Message> messages() {
    return read(() -> List.copyOf(messages));
  }

  Triggers triggers() {
    return triggers;
  }

  View open(String user, ObjectNode body) {
    return change(
        () -> {
          String id = "V" + ++counter + "DESK";
          View view = new View(id, user, completed(id, body));
          views.put(id, view);
          return view;
        });
  }

  /** A new content for a dialog that is open. */
  View update(String id, ObjectNode body) {
    return change(
        () -> {
          View old = views.get(id);
          if (old == null) {
            throw new SlackError("not_found");
          }
          View view = new View(id, old.user(), completed(id, body));
          views.put(id, view);
          return view;
        });
  }

  View publish(String user, ObjectNode body) {
    return change(
        () -> {
          View view = new View("VHOME" + user, user, completed("VHOME" + user, body));
          homes.put(user, view);
          return view;
        });
  }

  Optional<View> home(String user) {
    return read(() -> Optional.ofNullable(homes.get(user)));
  }

  Optional<View> view(String id) {
    return read(() -> Optional.ofNullable(views.get(id)));
  }

  List<View> views() {
    return read(() -> List.copyOf(views.values()));
  }

  void closeView(String id) {
    change(() -> views.remove(id));
  }

  String nextId(String prefix) {
    return change(() -> prefix + Long.toString(++counter, 36).toUpperCase(java.util.Locale.ROOT));
  }

  long version() {
    return read(() -> version);
  }

  boolean closed() {
    return read(() -> closed);
  }

  void close() {
    change(() -> closed = true);
  }

  /** Waits until the answer is present; empty once the time is over or the stand-in is closed. */
  <T> Optional<T> await(Supplier<Optional<T>> answer, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        Optional<T> found = answer.get();
        if (found.isPresent() || left <= 0 || closed) {
          return found;
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private ObjectNode completed(String id, ObjectNode body) {
    ObjectNode copy = body.deepCopy();
    copy.put("id", id).put("hash", ++counter + ".hash").put("root_view_id", id);
    copy.put("team_id", SlackStandIn.TEAM).put("app_id", SlackStandIn.APP);
    copy.put("bot_id", SlackStandIn.BOT_ID);
    copy.set("blocks", named(body.path("blocks")));
    return copy;
  }

  /** The blocks with an id wherever Slack would give one. */
  ArrayNode named(JsonNode blocks) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    for (JsonNode block : blocks) {
      JsonNode own = block.deepCopy();
      name(own, "block_id");
      own.path("elements").forEach(element -> name(element, "action_id"));
      name(own.path("accessory"), "action_id");
      name(own.path("element"), "action_id");
      copy.add(own);
    }
    return copy;
  }

  private void name(JsonNode node, String key) {
    boolean wants =
        key.equals("block_id") || node.path("type").asText().matches("button|.*_select|.*_input");
    if (wants && node instanceof ObjectNode object && object.path(key).asText().isEmpty()) {
      object.put(key, "x" + Long.toString(++counter, 36));
    }
  }

  private String nextTs() {
    Instant now = now();
    long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1000;
    lastMicros = Math.max(lastMicros + 1, micros);
    return String.format(
        java.util.Locale.ROOT, "%d.%06d", lastMicros / 1_000_000, lastMicros % 1_000_000);
  }

  private <T> T read(Supplier<T> reader) {
    lock.lock();
    try {
      return reader.get();
    } finally {
      lock.unlock();
    }
  }

  private <T> T change(Supplier<T> change) {
    lock.lock();
    try {
      T result = change.get();
      version++;
      changed.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }
}
