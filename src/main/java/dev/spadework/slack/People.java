package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Names;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Who may do what, and what people are called. Safe for many threads. */
final class People implements Names {
  private static final Duration GROUP_HOLDS = Duration.ofMinutes(5);
  private static final Duration NAME_HOLDS = Duration.ofHours(6);
  private static final Duration FAILURE_HOLDS = Duration.ofSeconds(30);

  private static final int CALLED_AT_MOST = 5;

  private final SlackSettings settings;
  private final Web web;
  private final Clock clock;
  private final Map<String, Known<Set<String>>> groups = new ConcurrentHashMap<>();
  private final Map<String, Known<String>> names = new ConcurrentHashMap<>();

  private record Known<T>(T value, Instant until) {}

  People(SlackSettings settings, Web web, Clock clock) {
    this.settings = settings;
    this.web = web;
    this.clock = clock;
  }

  boolean mayAsk(String user) throws Away {
    return within(settings.requesters(), user);
  }

  /** Whether the person may settle this task's questions and stop it. */
  boolean mayDecide(String user, Task task) throws Away {
    return user.equals(task.request().by()) || within(settings.approvers(), user);
  }

  /** Who can decide, for people; the one who has to act is mentioned. */
  String deciders(Task task) {
    String requester = Mrkdwn.mention(task.request().by());
    if (settings.approvers().contains(SlackSettings.EVERYONE)) {
      return say("gate.deciders.all", "who", requester);
    }
    List<String> others = others(task);
    return others.isEmpty()
        ? say("gate.deciders.one", "who", requester)
        : say("gate.deciders", "who", requester, "others", String.join(", ", others));
  }

  /** Who is called to mind, as mentions: those named one by one, never a whole group. */
  List<String> toRemind(Task task) {
    Stream<String> named =
        settings.approvers().stream().filter(id -> id.matches("[UW][A-Z0-9]{1,30}"));
    return Stream.concat(Stream.of(task.request().by()), named)
        .distinct()
        .limit(CALLED_AT_MOST)
        .map(Mrkdwn::mention)
        .toList();
  }

  /** The same, for a private line. */
  String needed(Task task) {
    String who = of(task.request().by());
    List<String> others = others(task);
    return others.isEmpty() ? who : who + ", " + String.join(", ", others);
  }

  /** {@code @bob}: no mention, only the name. */
  @Override
  public String of(String user) {
    if (user.isBlank()) {
      return say("somebody");
    }
    Known<String> known = names.get(user);
    if (known != null && clock.instant().isBefore(known.until)) {
      return known.value;
    }
    String name = known == null ? "@" + user : known.value;
    Duration holds = FAILURE_HOLDS;
    if (user.matches("[UW][A-Z0-9]{1,30}")) {
      try {
        name = "@" + web.name(user);
        holds = NAME_HOLDS;
      } catch (Refused | Away e) {
        // The id does for now; it is asked for again later.
        holds = FAILURE_HOLDS;
      }
    }
    names.put(user, new Known<>(name, clock.instant().plus(holds)));
    return name;
  }

  /** The approvers but for the requester, who may decide anyway. */
  private List<String> others(Task task) {
    return settings.approvers().stream()
        .filter(id -> !id.equals(task.request().by()))
        .map(id -> id.startsWith("S") ? say("gate.deciders.group", "group", id) : of(id))
        .toList();
  }

  private boolean within(List<String> list, String user) throws Away {
    if (list.contains(SlackSettings.EVERYONE) || list.contains(user)) {
      return true;
    }
    for (String id : list) {
      if (id.startsWith("S") && members(id).contains(user)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> members(String group) throws Away {
    Optional<Known<Set<String>>> known = Optional.ofNullable(groups.get(group));
    if (known.filter(k -> clock.instant().isBefore(k.until)).isPresent()) {
      return known.get().value;
    }
    Set<String> members;
    try {
      members = Set.copyOf(web.members(group));
    } catch (Refused e) {
      // A group that is gone or out of reach has nobody in it: fail closed.
      members = Set.of();
    }
    groups.put(group, new Known<>(members, clock.instant().plus(GROUP_HOLDS)));
    return members;
  }
}
