package dev.spadework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Whether Slack knows whom the lists of people name, and lets the bot see who is among them. */
final class PeopleCheck {
  /** What {@link Doctor} has said about the token already. */
  private static final Set<String> SAID =
      Set.of("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired");

  private static final int PAGES = 20;

  private final Reach reach;
  private final Settings settings;
  private final Consumer<Finding> found;

  PeopleCheck(Reach reach, Settings settings, Consumer<Finding> found) {
    this.reach = reach;
    this.settings = settings;
    this.found = found;
  }

  /** Looks each one up, once. */
  void look() throws InterruptedException {
    Map<String, String> named = named();
    if (named.isEmpty() || !settings.environment().has(Environment.SLACK_TOKEN)) {
      return;
    }
    int well = 0;
    for (Map.Entry<String, String> entry : named.entrySet()) {
      Optional<String> problem = problem(entry.getKey());
      if (problem.filter(SAID::contains).isPresent()) {
        return;
      }
      problem.ifPresent(
          mend -> found.accept(Finding.wrong(entry.getValue(), entry.getKey() + " " + mend)));
      well += problem.isEmpty() ? 1 : 0;
    }
    if (well == named.size()) {
      found.accept(Finding.well("people", "Slack knows all whom the lists name (" + well + ")"));
    }
  }

  /** Whom the lists name, and which does first. */
  private Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    note(named, "people.requesters", settings.people().requesters());
    note(named, "people.approvers", settings.people().approvers());
    settings
        .repos()
        .forEach(
            (name, repo) -> {
              String where = "repos." + name;
              repo.rights().requesters().ifPresent(l -> note(named, where + ".requesters", l));
              repo.rights().approvers().ifPresent(l -> note(named, where + ".approvers", l));
            });
    named.remove(PeopleRules.EVERYONE);
    return named;
  }

  private static void note(Map<String, String> named, String list, List<String> ids) {
    ids.forEach(id -> named.putIfAbsent(id, list));
  }

  private Optional<String> problem(String id) throws InterruptedException {
    if (id.startsWith("#")) {
      return channelNamed(id.substring(1));
    }
    return switch (id.charAt(0)) {
      case 'U', 'W' -> user(id);
      case 'S' -> group(id);
      default -> channel(id);
    };
  }

  private Optional<String> user(String id) throws InterruptedException {
    JsonNode answer = ask("users.info", "user", id);
    Optional<String> refused =
        refused(answer, "users:read", "is nobody whom Slack knows; copy the id from the profile");
    return refused.isEmpty() && answer.at("/user/deleted").asBoolean()
        ? Optional.of("is deactivated; take the id out")
        : refused;
  }

  private Optional<String> group(String id) throws InterruptedException {
    JsonNode answer = ask("usergroups.users.list", "usergroup", id);
    Optional<String> refused =
        refused(
            answer,
            "usergroups:read",
            "is no user group that can be read, so it lets nobody in; copy the id from the group,"
                + " or enable it again");
    return refused.isEmpty() && answer.path("users").isEmpty()
        ? Optional.of("is a user group without members; add some, or take it out")
        : refused;
  }

  private Optional<String> channel(String id) throws InterruptedException {
    return refused(
        ask("conversations.members", "channel", id),
        "channels:read or groups:read",
        "is no channel that the bot can see, so it lets nobody in; check the id, and if it is"
            + " private invite the bot with /invite");
  }

  private Optional<String> channelNamed(String name) throws InterruptedException {
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      JsonNode answer =
          ask(
              "conversations.list",
              "types",
              "public_channel,private_channel",
              "limit",
              "1000",
              "exclude_archived",
              "true",
              "cursor",
              cursor);
      Optional<String> refused =
          refused(answer, "channels:read or groups:read", "could not be looked up");
      if (refused.isPresent()) {
        return refused;
      }
      for (JsonNode channel : answer.path("channels")) {
        if (channel.path("name").asText().equals(name)) {
          return channel(channel.path("id").asText());
        }
      }
      cursor = answer.at("/response_metadata/next_cursor").asText("");
      if (cursor.isEmpty()) {
        break;
      }
    }
    return Optional.of(
        "is no channel that the bot can see, so it lets nobody in; check the name, and if it is"
            + " private invite the bot with /invite");
  }

  private static Optional<String> refused(JsonNode answer, String scope, String mend) {
    if (answer.path("ok").asBoolean()) {
      return Optional.empty();
    }
    String error = answer.path("error").asText();
    if (SAID.contains(error)) {
      return Optional.of(error);
    }
    return switch (error) {
      case "missing_scope" ->
          Optional.of(
              "cannot be read, because the bot lacks "
                  + answer.path("needed").asText(scope)
                  + "; update the app from manifest.json and install it again");
      case "", "ratelimited" -> Optional.of("could not be looked up; try again in a minute");
      default -> Optional.of(mend + " (" + error + ")");
    };
  }

  private JsonNode ask(String method, String... pairs) throws InterruptedException {
    String base = settings.environment().get(Environment.SLACK_URL);
    StringBuilder address =
        new StringBuilder(base + (base.endsWith("/") ? "" : "/") + method + "?");
    for (int i = 0; i < pairs.length; i += 2) {
      address.append(i == 0 ? "" : "&").append(pairs[i]).append('=');
      address.append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
    }
    Optional<String> body =
        reach
            .ask(
                "POST",
                address.toString(),
                "Authorization",
                "Bearer " + settings.environment().get(Environment.SLACK_TOKEN))
            .map(java.net.http.HttpResponse::body);
    try {
      return new ObjectMapper().readTree(body.orElse("{}"));
    } catch (JsonProcessingException e) {
      // An answer that is no JSON is none.
      return new ObjectMapper().createObjectNode();
    }
  }
}
