package dev.spadework.slack;

import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.model.ConversationType;
import com.slack.api.model.User;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Asks Slack about people, user groups and channels. What it refuses is taken as nobody. */
final class Directory {
  /** The most that Slack gives on a page. */
  private static final int PAGE = 1000;

  private static final int PAGES = 100;

  private final Web web;
  private volatile Optional<AuthTestResponse> self = Optional.empty();

  Directory(Web web) {
    this.web = web;
  }

  /** Somebody; one whom Slack does not know or show is {@link Standing#GONE}. */
  Profile profile(String user) throws Away {
    try {
      User found = web.ask("users.info", methods -> methods.usersInfo(r -> r.user(user))).getUser();
      User.Profile profile = found.getProfile();
      String shown = profile == null ? "" : Objects.toString(profile.getDisplayName(), "");
      return new Profile(
          shown.isBlank() ? Objects.toString(found.getName(), user) : shown, standing(found));
    } catch (Refused e) {
      return new Profile(user, Standing.GONE);
    }
  }

  private Standing standing(User user) throws Away, Refused {
    if (user.isDeleted()) {
      return Standing.GONE;
    } else if (user.isBot() || user.isWorkflowBot()) {
      return Standing.BOT;
    } else if (user.isRestricted() || user.isUltraRestricted()) {
      return Standing.GUEST;
    }
    return user.isStranger() || !ours(user) ? Standing.OUTSIDER : Standing.MEMBER;
  }

  /** Of this workspace, or of the organisation that it belongs to. */
  private boolean ours(User user) throws Away, Refused {
    String team = Objects.toString(user.getTeamId(), "");
    AuthTestResponse me = self();
    if (team.isEmpty() || team.equals(me.getTeamId())) {
      return true;
    }
    User.EnterpriseUser of = user.getEnterpriseUser();
    return of != null
        && me.getEnterpriseId() != null
        && me.getEnterpriseId().equals(of.getEnterpriseId());
  }

  private AuthTestResponse self() throws Away, Refused {
    if (self.isEmpty()) {
      self = Optional.of(web.ask("auth.test", methods -> methods.authTest(r -> r)));
    }
    return self.get();
  }

  /**
   * The people in a user group or a channel; nobody if it is gone or out of reach, so that a list
   * that cannot be read lets nobody in.
   *
   * @param id of a group ({@code S…}) or of a channel ({@code C…})
   */
  Set<String> members(String id) throws Away {
    try {
      return id.startsWith("S")
          ? Set.copyOf(
              web.ask(
                      "usergroups.users.list",
                      methods -> methods.usergroupsUsersList(r -> r.usergroup(id)))
                  .getUsers())
          : inChannel(id);
    } catch (Refused e) {
      return Set.of();
    }
  }

  private Set<String> inChannel(String id) throws Refused, Away {
    Set<String> members = new HashSet<>();
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      String from = cursor;
      var answer =
          web.ask(
              "conversations.members",
              methods ->
                  methods.conversationsMembers(
                      r -> r.channel(id).limit(PAGE).cursor(from.isEmpty() ? null : from)));
      members.addAll(answer.getMembers());
      cursor = Web.next(answer.getResponseMetadata());
      if (cursor.isEmpty()) {
        break;
      }
    }
    return Set.copyOf(members);
  }

  /** The handles of the user groups, by id, without the at sign. */
  Map<String, String> handles() throws Away {
    Map<String, String> handles = new HashMap<>();
    try {
      web.ask("usergroups.list", methods -> methods.usergroupsList(r -> r))
          .getUsergroups()
          .forEach(group -> handles.put(group.getId(), group.getHandle()));
    } catch (Refused e) {
      // The ids do; doctor says what is missing.
      return Map.of();
    }
    return handles;
  }

  /** The ids of the channels that the bot can see, by name, without the number sign. */
  Map<String, String> channels() throws Away {
    Map<String, String> channels = new HashMap<>();
    try {
      String cursor = "";
      for (int page = 0; page < PAGES; page++) {
        String from = cursor;
        var answer =
            web.ask(
                "conversations.list",
                methods ->
                    methods.conversationsList(
                        r ->
                            r.types(
                                    List.of(
                                        ConversationType.PUBLIC_CHANNEL,
                                        ConversationType.PRIVATE_CHANNEL))
                                .excludeArchived(true)
                                .limit(PAGE)
                                .cursor(from.isEmpty() ? null : from)));
        answer.getChannels().forEach(channel -> channels.put(channel.getName(), channel.getId()));
        cursor = Web.next(answer.getResponseMetadata());
        if (cursor.isEmpty()) {
          break;
        }
      }
    } catch (Refused e) {
      return Map.of();
    }
    return channels;
  }
}
