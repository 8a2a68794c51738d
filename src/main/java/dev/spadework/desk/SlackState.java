package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
  private final Naming naming = new Naming();
  private final Town town = new Town();
  private final Views views = new Views(naming);
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, String> statuses = new HashMap<>();
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

  /** Reads people, channels and groups in one piece. */
  <T> T town(Function<Town, T> reader) {
    return locked(() -> reader.apply(town));
  }

  /** Changes people, channels or groups. */
  <T> T build(Function<Town, T> builder) {
    return change(() -> builder.apply(town));
  }

  Optional<Channel> channel(String idOrName) {
    return town(t -> t.channel(idOrName));
  }

  List<Channel> channels() {
    return town(Town::channels);
  }

  Optional<Person> person(String id) {
    return town(t -> t.person(id));
  }

  List<Person> people() {
    return town(Town::people);
  }

  /** A new message with its {@code ts}; ids are filled in where blocks have none. */
  Message post(Draft draft) {
    return change(
        () -> {
          Message message = draft.at(nextTs(), naming.named(draft.blocks()));
          messages.add(message);
          if (draft.user().equals(SlackStandIn.BOT)) {
            statuses.remove(place(draft.channel(), draft.threadTs().orElse(message.ts())));
          }
          return message;
        });
  }

  Optional<Message> message(String channel, String ts) {
    return locked(
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
    return locked(() -> List.copyOf(messages));
  }

  /** What the bot says it is doing in a thread; an empty text takes it away. */
  void status(String channel, String threadTs, String status) {
    change(
        () ->
            status.isEmpty()
                ? statuses.remove(place(channel, threadTs))
                : statuses.put(place(channel, threadTs), status));
  }

  Optional<String> status(String channel, String threadTs) {
    return locked(() -> Optional.ofNullable(statuses.get(place(channel, threadTs))));
  }

  Triggers triggers() {
    return triggers;
  }

  View open(String user, ObjectNode body) {
    return change(() -> views.open(user, body));
  }

  View push(String user, ObjectNode body) {
    return change(() -> views.push(user, body));
  }

  View update(String id, ObjectNode body, Optional<String> hash) {
    return change(() -> views.update(id, body, hash));
  }

  View publish(String user, ObjectNode body, Optional<String> hash) {
    return change(() -> views.publish(user, body, hash));
  }

  Optional<View> home(String user) {
    return locked(() -> views.home(user));
  }

  Optional<View> view(String id) {
    return locked(() -> views.view(id));
  }

  List<View> views(String user) {
    return locked(() -> views.of(user));
  }

  boolean closeView(String id) {
    return change(() -> views.close(id));
  }

  void clearViews(String user) {
    change(
        () -> {
          views.clear(user);
          return true;
        });
  }

  ArrayNode named(JsonNode blocks) {
    return naming.named(blocks);
  }

  String nextId(String prefix) {
    return change(() -> prefix + Long.toString(++counter, 36).toUpperCase(Locale.ROOT));
  }

  /** A moment of its own, for events that are no message. */
  String stamp() {
    return change(this::nextTs);
  }

  long version() {
    return locked(() -> version);
  }

  boolean closed() {
    return locked(() -> closed);
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

  private String nextTs() {
    Instant now = now();
    long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1000;
    lastMicros = Math.max(lastMicros + 1, micros);
    return String.format(Locale.ROOT, "%d.%06d", lastMicros / 1_000_000, lastMicros % 1_000_000);
  }

  private static String place(String channel, String threadTs) {
    return channel + "/" + threadTs;
  }

  private <T> T locked(Supplier<T> reader) {
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
