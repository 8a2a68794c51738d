package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The methods about people, their groups, the workspace and the bot itself. */
final class Directory {
  private final SlackState state;

  Directory(SlackState state) {
    this.state = state;
  }

  Map<String, Function<Params, ObjectNode>> methods() {
    return Map.of(
        "api.test", params -> Json.object(),
        "auth.test", params -> me(),
        "team.info", params -> team(),
        "users.info", this::user,
        "users.list", params -> users(),
        "usergroups.list", this::groups,
        "usergroups.users.list", this::group);
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

  private static ObjectNode team() {
    ObjectNode answer = Json.object();
    answer
        .putObject("team")
        .put("id", SlackStandIn.TEAM)
        .put("name", "Desk")
        .put("domain", "desk")
        .put("url", "https://desk.slack.com/");
    return answer;
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

  private ObjectNode described(Person person) {
    ZoneId zone = ZoneId.of(person.zone());
    ObjectNode user = Json.object();
    user.put("id", person.id()).put("team_id", SlackStandIn.TEAM).put("name", person.name());
    user.put("real_name", person.realName()).put("deleted", false).put("is_bot", person.bot());
    user.put("is_restricted", false).put("is_ultra_restricted", false);
    user.put("tz", person.zone()).put("tz_label", zone.getDisplayName(TextStyle.FULL, Locale.US));
    user.put("tz_offset", zone.getRules().getOffset(state.now()).getTotalSeconds());
    user.putObject("profile")
        .put("real_name", person.realName())
        .put("display_name", person.name());
    return user;
  }

  private ObjectNode groups(Params params) {
    ObjectNode answer = Json.object();
    ArrayNode groups = answer.putArray("usergroups");
    for (Group group : state.town(Town::groups)) {
      ObjectNode described = groups.addObject();
      described.put("id", group.id()).put("team_id", SlackStandIn.TEAM).put("is_usergroup", true);
      described.put("handle", group.handle()).put("name", group.handle()).put("date_delete", 0);
      described.put("user_count", group.members().size());
      if (params.flag("include_users")) {
        group.members().forEach(described.putArray("users")::add);
      }
    }
    return answer;
  }

  private ObjectNode group(Params params) {
    String id = params.need("usergroup");
    Group group = state.town(t -> t.group(id)).orElseThrow(() -> new SlackError("no_such_subteam"));
    ObjectNode answer = Json.object();
    group.members().stream().sorted().forEach(answer.putArray("users")::add);
    return answer;
  }
}
