package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Names;
import dev.spadework.task.Choice;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may do what, and what people are called. Safe for many threads.
 *
 * <p>Lines that begin with {@code whyNot} are for one person alone and plain text: escape them like
 * all text.
 */
final class People implements Names {
  /** As many are called by name where nobody else can act; the rest is only named. */
  private static final int CALLED = 3;

  private static final int CALLED_AT_MOST = 5;

  private final SlackSettings settings;
  private final Audience audience;

  People(SlackSettings settings, Audience audience) {
    this.settings = settings;
    this.audience = audience;
  }

  /** Reads ahead who is in the groups and channels of the settings. */
  void start() {
    Set<String> ids = new LinkedHashSet<>(settings.requesters());
    ids.addAll(settings.approvers());
    for (SlackSettings.Repo repo : settings.repos()) {
      repo.rights().requesters().ifPresent(ids::addAll);
      repo.rights().approvers().ifPresent(ids::addAll);
    }
    audience.prepare(ids);
  }

  /** Whether the person may do what touches everybody's tasks. */
  boolean isApprover(String user) throws Away {
    return audience.has(settings.approvers(), user);
  }

  /** Whether the person is an approver of this repository. */
  boolean isApprover(String user, String repo) throws Away {
    return audience.has(settings.approvers(repo), user);
  }

  /** Who may do what touches everybody's tasks, as plain text for a private line. */
  String approvers() {
    return list(settings.approvers());
  }

  /**
   * Whether the person may give tasks for this repository. Where everyone may, somebody whom Slack
   * never described to us gets the benefit of the doubt while it is away: requests are taken in
   * whatever is down.
   */
  boolean mayAsk(String user, String repo) throws Away {
    if (user.equals(Request.SETTINGS)) {
      return true;
    }
    List<String> requesters = settings.requesters(repo);
    try {
      return audience.has(requesters, user);
    } catch (Away e) {
      if (requesters.contains(SlackSettings.EVERYONE)) {
        return true;
      }
      throw e;
    }
  }

  /** Whether the person may give tasks for any repository at all. */
  boolean mayAskAnywhere(String user) throws Away {
    List<String> repos = settings.repos().stream().map(SlackSettings.Repo::name).toList();
    for (String repo : repos) {
      if (mayAsk(user, repo)) {
        return true;
      }
    }
    return repos.isEmpty() && mayAsk(user, "");
  }

  /** Whether the person may settle this task's questions. */
  boolean mayDecide(String user, Task task) throws Away {
    String repo = task.request().repo();
    return user.equals(task.request().by())
        ? settings.requesterDecides(repo)
        : audience.has(settings.approvers(repo), user);
  }

  /** Whether the person may stop it; one's own task always. */
  boolean mayStop(String user, Task task) throws Away {
    return user.equals(task.request().by()) || mayDecide(user, task);
  }

  /** Empty: the person may ask. Otherwise why not, for that person. */
  Optional<String> whyNotAsk(String user, String repo) {
    try {
      return mayAsk(user, repo) ? Optional.empty() : Optional.of(notAsking(user, repo));
    } catch (Away e) {
      return Optional.of(say("private.away"));
    }
  }

  /** The same before a repository is known. */
  Optional<String> whyNotAskAnywhere(String user) {
    try {
      return mayAskAnywhere(user) ? Optional.empty() : Optional.of(notAsking(user, ""));
    } catch (Away e) {
      return Optional.of(say("private.away"));
    }
  }

  /** Empty: the person may make this choice. Otherwise why not, for that person. */
  Optional<String> whyNotDecide(String user, Task task, Choice choice) {
    try {
      boolean may = choice == Choice.STOP ? mayStop(user, task) : mayDecide(user, task);
      return may ? Optional.empty() : Optional.of(notDeciding(user, task));
    } catch (Away e) {
      return Optional.of(say("private.away"));
    }
  }

  /** Empty: the person may stop it. Otherwise why not, for that person. */
  Optional<String> whyNotStop(String user, Task task) {
    try {
      return mayStop(user, task)
          ? Optional.empty()
          : Optional.of(
              told(
                  user,
                  settings.approvers(task.request().repo()),
                  say("private.may.not.stop", "who", stoppers(task))));
    } catch (Away e) {
      return Optional.of(say("private.away"));
    }
  }

  private String notAsking(String user, String repo) throws Away {
    String who = list(settings.requesters(repo));
    String line =
        repo.isEmpty()
            ? say("people.may.not.ask", "who", who)
            : say("people.may.not.ask.repo", "repo", repo, "who", who);
    return told(user, settings.requesters(repo), line);
  }

  private String notDeciding(String user, Task task) throws Away {
    String repo = task.request().repo();
    List<String> who = deciding(task);
    if (who.isEmpty()) {
      return say("people.nobody.decides", "repo", repo, "who", of(task.request().by()));
    }
    String needed = String.join(", ", who);
    return user.equals(task.request().by())
        ? say("people.may.not.decide.own", "who", needed, "repo", repo)
        : told(
            user,
            settings.approvers(repo),
            say("private.may.not.decide", "who", needed, "repo", repo));
  }

  /** Where the list means everyone, only what somebody is can keep them out. */
  private String told(String user, List<String> list, String line) throws Away {
    String foreign = foreign(user);
    return list.contains(SlackSettings.EVERYONE) && !foreign.isEmpty()
        ? foreign.strip()
        : line + foreign;
  }

  private String foreign(String user) throws Away {
    return switch (audience.standing(user)) {
      case MEMBER -> "";
      case GUEST -> " " + say("people.guest");
      case OUTSIDER -> " " + say("people.outsider");
      case BOT -> " " + say("people.bot");
      case GONE -> " " + say("people.gone");
    };
  }

  /** Who can decide, for people, ready for Slack; those who have to act are mentioned. */
  String deciders(Task task) {
    String requester = Mrkdwn.mention(task.request().by());
    List<String> approvers = settings.approvers(task.request().repo());
    if (!settings.requesterDecides(task.request().repo())) {
      return withoutRequester(task, approvers);
    }
    if (approvers.contains(SlackSettings.EVERYONE)) {
      return say("gate.deciders.all", "who", requester);
    }
    List<String> others = audience.words(others(task));
    return others.isEmpty()
        ? say("gate.deciders.one", "who", requester)
        : say("gate.deciders", "who", requester, "others", safe(String.join(", ", others)));
  }

  /** Who is called to mind, as mentions: those named one by one, never a whole group. */
  List<String> toRemind(Task task) {
    String by = task.request().by();
    List<String> named = others(task).stream().filter(Audience::isUser).toList();
    boolean requester = named.isEmpty() || settings.requesterDecides(task.request().repo());
    return Stream.concat(requester ? Stream.of(by) : Stream.empty(), named.stream())
        .limit(CALLED_AT_MOST)
        .map(Mrkdwn::mention)
        .toList();
  }

  private String withoutRequester(Task task, List<String> approvers) {
    String requester = safe(of(task.request().by()));
    if (approvers.contains(SlackSettings.EVERYONE)) {
      return say("people.deciders.all.but", "who", requester);
    }
    List<String> others = others(task);
    if (others.isEmpty()) {
      return say("people.deciders.nobody", "who", requester, "repo", task.request().repo());
    }
    List<String> called = others.stream().filter(Audience::isUser).limit(CALLED).toList();
    List<String> rest = others.stream().filter(id -> !called.contains(id)).toList();
    String who =
        String.join(
            ", ",
            Stream.concat(
                    called.stream().map(Mrkdwn::mention),
                    audience.words(rest).stream().map(People::safe))
                .toList());
    return say("people.deciders.but", "others", who, "who", requester);
  }

  /** Who can decide, as plain text for a private line. */
  String needed(Task task) {
    List<String> who = deciding(task);
    return who.isEmpty() ? say("people.nobody") : String.join(", ", who);
  }

  /** Who may ask and who may decide in a repository, as plain text, one sentence each. */
  List<String> rights(String repo) {
    List<String> lines = new ArrayList<>();
    lines.add(say("people.rights.ask", "who", list(settings.requesters(repo))));
    lines.add(
        say(
            settings.requesterDecides(repo) ? "people.rights.decide" : "people.rights.decide.but",
            "who",
            list(settings.approvers(repo))));
    return lines;
  }

  /** {@code @bob}: no mention, only the name. */
  @Override
  public String of(String user) {
    if (user.equals(Request.SETTINGS)) {
      return say("people.settings");
    }
    return user.isBlank() ? say("somebody") : audience.name(user);
  }

  private List<String> deciding(Task task) {
    List<String> who = new ArrayList<>();
    if (settings.requesterDecides(task.request().repo())) {
      who.add(of(task.request().by()));
    }
    who.addAll(audience.words(others(task)));
    return who;
  }

  private String stoppers(Task task) {
    Set<String> who = new LinkedHashSet<>();
    who.add(of(task.request().by()));
    who.addAll(audience.words(others(task)));
    return String.join(", ", who);
  }

  private List<String> others(Task task) {
    return settings.approvers(task.request().repo()).stream()
        .filter(id -> !id.equals(task.request().by()))
        .toList();
  }

  private String list(List<String> ids) {
    return String.join(", ", audience.words(ids));
  }

  /** A display name is anybody's to choose. */
  private static String safe(String name) {
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
