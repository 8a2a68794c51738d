package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which scope each method and each event needs of a bot, after the "Facts" of each method and event
 * at docs.slack.dev, and which of them this bot was granted.
 */
final class Scopes {
  /**
   * In the table, for methods whose scope goes by the kind of channel that they are asked about.
   */
  private static final String HISTORY = "*:history";

  private static final String READ = "*:read";

  /** With an empty scope where a bot's token alone is enough. */
  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("chat.postMessage", "chat:write"),
          Map.entry("chat.postEphemeral", "chat:write"),
          Map.entry("chat.update", "chat:write"),
          Map.entry("chat.delete", "chat:write"),
          Map.entry("assistant.threads.setStatus", "chat:write"),
          Map.entry("conversations.history", HISTORY),
          Map.entry("conversations.replies", HISTORY),
          Map.entry("conversations.info", READ),
          Map.entry("conversations.members", READ),
          Map.entry("conversations.list", "channels:read"),
          Map.entry("users.conversations", "channels:read"),
          Map.entry("conversations.join", "channels:join"),
          Map.entry("conversations.open", "im:write"),
          Map.entry("users.info", "users:read"),
          Map.entry("users.list", "users:read"),
          Map.entry("usergroups.list", "usergroups:read"),
          Map.entry("usergroups.users.list", "usergroups:read"),
          Map.entry("team.info", "team:read"),
          Map.entry("reactions.add", "reactions:write"),
          Map.entry("files.getUploadURLExternal", "files:write"),
          Map.entry("files.completeUploadExternal", "files:write"),
          Map.entry("files.delete", "files:write"),
          Map.entry("files.info", "files:read"),
          Map.entry("auth.test", ""),
          Map.entry("chat.getPermalink", ""),
          Map.entry("views.open", ""),
          Map.entry("views.publish", ""),
          Map.entry("views.push", ""),
          Map.entry("views.update", ""),
          // Asked with the app's own token, which has connections:write.
          Map.entry("apps.connections.open", ""),
          Map.entry("file download", "files:read"));

  private static final Map<String, String> EVENTS =
      Map.of(
          "message.channels", "channels:history",
          "message.groups", "groups:history",
          "message.im", "im:history",
          "app_mention", "app_mentions:read",
          "app_home_opened", "",
          "slash command", "commands",
          "shortcut", "commands");

  private final Set<String> used = new ConcurrentSkipListSet<>();
  private final Set<String> sent = new ConcurrentSkipListSet<>();
  private volatile Optional<Set<String>> granted = Optional.empty();
  private volatile Optional<Set<String>> subscribed = Optional.empty();

  void grant(Set<String> scopes) {
    granted = Optional.of(Set.copyOf(scopes));
  }

  void subscribe(Set<String> events) {
    subscribed = Optional.of(Set.copyOf(events));
  }

  /** Scopes that calls and deliveries so far asked for, granted or not. */
  Set<String> used() {
    return new TreeSet<>(used);
  }

  /** Events that were there to deliver so far, by the name of their subscription. */
  Set<String> sent() {
    return new TreeSet<>(sent);
  }

  /**
   * What a bot must be granted to call a method.
   *
   * @param families the kinds of conversation that it is called for, as scopes name them
   * @throws IllegalArgumentException if the table lacks the method
   */
  static Set<String> ofMethod(String method, Set<String> families) {
    return Stream.of(known(METHODS, method))
        .flatMap(
            scope ->
                scope.startsWith("*")
                    ? families.stream().map(family -> family + scope.substring(1))
                    : Stream.of(scope).filter(one -> !one.isEmpty()))
        .collect(Collectors.toSet());
  }

  /**
   * What a bot must be granted for an event to come; the same for a slash command or a shortcut.
   *
   * @throws IllegalArgumentException if the table lacks the event
   */
  static Set<String> ofEvent(String event) {
    String scope = known(EVENTS, event);
    return scope.isEmpty() ? Set.of() : Set.of(scope);
  }

  private static String known(Map<String, String> table, String name) {
    String scope = table.get(name);
    if (scope == null) {
      throw new IllegalArgumentException("which scope " + name + " needs is not in the table");
    }
    return scope;
  }

  /** Refuses a call for want of a scope, with what Slack says about it. */
  void check(String method, Optional<Channel> about) {
    String scope = METHODS.getOrDefault(method, "");
    if (scope.startsWith("*")) {
      scope = about.map(c -> c.kind().family).orElse("channels") + scope.substring(1);
    }
    if (!holds(scope)) {
      throw new MissingScope(scope, granted.orElse(Set.of()));
    }
  }

  /** Whether an event is delivered: it is subscribed to and its scope is granted. */
  boolean delivers(String event) {
    boolean command = event.equals("slash command") || event.equals("shortcut");
    if (!command) {
      sent.add(event);
    }
    boolean wanted = command || subscribed.map(s -> s.contains(event)).orElse(true);
    return holds(EVENTS.getOrDefault(event, "")) && wanted;
  }

  private boolean holds(String scope) {
    if (scope.isEmpty()) {
      return true;
    }
    used.add(scope);
    return granted.map(g -> g.contains(scope)).orElse(true);
  }

  /** The refusal, which names the scope. */
  static final class MissingScope extends SlackError {
    private static final long serialVersionUID = 1;
    private final String needed;
    private final String provided;

    MissingScope(String needed, Set<String> provided) {
      super("missing_scope");
      this.needed = needed;
      this.provided = String.join(",", new TreeSet<>(provided));
    }

    @Override
    void describe(ObjectNode answer) {
      answer.put("needed", needed).put("provided", provided);
    }
  }
}
