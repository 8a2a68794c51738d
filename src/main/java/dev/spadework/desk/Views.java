package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Open dialogs and published homes. Not safe alone: {@link SlackState} guards it. */
final class Views {
  /** Slack stacks no more than this many dialogs for one person. */
  private static final int DEEPEST = 3;

  private final Naming naming;
  private final Map<String, View> views = new LinkedHashMap<>();
  private final Map<String, View> homes = new LinkedHashMap<>();
  private long counter;

  Views(Naming naming) {
    this.naming = naming;
  }

  /** A first dialog; one that the person had open goes away with all above it. */
  View open(String user, ObjectNode body) {
    clear(user);
    return put("V" + ++counter + "DESK", user, body, Optional.empty());
  }

  /** A dialog above the one that is open. */
  View push(String user, ObjectNode body) {
    List<View> stack = of(user);
    if (stack.isEmpty()) {
      throw new SlackError("not_found");
    }
    if (stack.size() >= DEEPEST) {
      throw new SlackError("push_limit_reached");
    }
    return put("V" + ++counter + "DESK", user, body, Optional.of(stack.get(stack.size() - 1)));
  }

  /**
   * A new content for a dialog or a home.
   *
   * @param hash what the sender believes to be the latest; another one is refused
   */
  View update(String idOrExternalId, ObjectNode body, Optional<String> hash) {
    View old =
        view(idOrExternalId)
            .or(() -> byExternalId(idOrExternalId))
            .orElseThrow(() -> new SlackError("not_found"));
    check(old, hash);
    View view = new View(old.id(), old.user(), completed(old.id(), body));
    for (String key : new String[] {"root_view_id", "previous_view_id"}) {
      view.body().set(key, old.body().get(key));
    }
    (homes.containsValue(old) ? homes : views).put(keyOf(old), view);
    return view;
  }

  View publish(String user, ObjectNode body, Optional<String> hash) {
    if (homes.containsKey(user)) {
      check(homes.get(user), hash);
    }
    String id = "VHOME" + user;
    View view = new View(id, user, completed(id, body));
    view.body().put("root_view_id", id).putNull("previous_view_id");
    homes.put(user, view);
    return view;
  }

  Optional<View> home(String user) {
    return Optional.ofNullable(homes.get(user));
  }

  /** A dialog or a home. */
  Optional<View> view(String id) {
    return Optional.ofNullable(views.get(id))
        .or(() -> homes.values().stream().filter(v -> v.id().equals(id)).findFirst());
  }

  /** The person's dialogs, the one on top last. */
  List<View> of(String user) {
    return views.values().stream().filter(v -> v.user().equals(user)).toList();
  }

  boolean close(String id) {
    return views.remove(id) != null;
  }

  void clear(String user) {
    views.values().removeIf(view -> view.user().equals(user));
  }

  private View put(String id, String user, ObjectNode body, Optional<View> below) {
    View view = new View(id, user, completed(id, body));
    view.body()
        .put("root_view_id", below.map(v -> v.body().path("root_view_id").asText()).orElse(id));
    view.body().put("previous_view_id", below.map(View::id).orElse(null));
    views.put(id, view);
    return view;
  }

  private Optional<View> byExternalId(String id) {
    return views.values().stream()
        .filter(v -> v.body().path("external_id").asText().equals(id))
        .findFirst();
  }

  private String keyOf(View view) {
    return homes.containsValue(view) ? view.user() : view.id();
  }

  private static void check(View old, Optional<String> hash) {
    if (hash.filter(h -> !h.equals(old.body().path("hash").asText())).isPresent()) {
      throw new SlackError("hash_conflict");
    }
  }

  private ObjectNode completed(String id, ObjectNode body) {
    ObjectNode copy = body.deepCopy();
    copy.put("id", id).put("hash", ++counter + ".hash");
    copy.put("team_id", SlackStandIn.TEAM).put("app_id", SlackStandIn.APP);
    copy.put("app_installed_team_id", SlackStandIn.TEAM).put("bot_id", SlackStandIn.BOT_ID);
    copy.set("blocks", naming.named(body.path("blocks")));
    return copy;
  }
}
