package dev.spadework.slack;

import dev.spadework.redact.Redactor;
import dev.spadework.report.Caps;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What this room needs to know.
 *
 * @param signingSecret signs requests over HTTP; empty where they come by Socket Mode alone
 * @param appToken opens Socket Mode; empty: requests come over HTTP
 * @param apiUrl base of the Web API, used verbatim; a slash at its end is added if missing
 * @param defaultChannel where people are sent who asked where the bot cannot post; may be empty
 * @param requesters who may ask: {@code everyone}, ids of users, user groups and channels, {@code
 *     #names} of channels
 * @param approvers who may decide: the same
 * @param requesterDecides whether who asked for a task may decide its questions too
 * @param repos those that are known, in the order of the settings
 * @param budgetMicros cap of a task that names none, in millionths of a US dollar
 * @param maxBudgetMicros the most that a task may name
 * @param zone for times of day
 * @param allowance the money of a day
 * @param remindAfter when an open question is called to mind, once, in working hours
 * @param parkAfter when a question without an answer is left to the digest
 */
public record SlackSettings(
    String botToken,
    String signingSecret,
    Optional<String> appToken,
    String apiUrl,
    String defaultChannel,
    List<String> requesters,
    List<String> approvers,
    boolean requesterDecides,
    List<Repo> repos,
    long budgetMicros,
    long maxBudgetMicros,
    Caps caps,
    ZoneId zone,
    Allowance allowance,
    Duration remindAfter,
    Duration parkAfter) {
  /** Stands for all people in {@code requesters} and {@code approvers}. */
  public static final String EVERYONE = "everyone";

  /**
   * The money of a day, in millionths of a US dollar.
   *
   * @param dayMicros for all tasks together
   * @param personDayMicros for the tasks of one person
   */
  public record Allowance(long dayMicros, long personDayMicros) {}

  /**
   * One repository.
   *
   * @param name {@code owner/name}
   * @param base its usual base branch
   * @param channel its own channel, an id or {@code #name}
   * @param rights who may do what in it
   * @param logsAt when its configured log files are read each day; empty: only when asked for
   */
  public record Repo(
      String name,
      String base,
      Optional<String> channel,
      Rights rights,
      Optional<LocalTime> logsAt) {
    /** One whose logs nobody looks at unasked. */
    public Repo(String name, String base, Optional<String> channel, Rights rights) {
      this(name, base, channel, rights, Optional.empty());
    }

    /** One where people may do what they may everywhere. */
    public Repo(String name, String base, Optional<String> channel) {
      this(name, base, channel, Rights.USUAL);
    }
  }

  /** Who may do what in one repository; what is empty goes by the settings for all. */
  public record Rights(
      Optional<List<String>> requesters,
      Optional<List<String>> approvers,
      Optional<Boolean> requesterDecides) {
    /** As everywhere. */
    public static final Rights USUAL =
        new Rights(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Checks what cannot be left out.
   *
   * @throws IllegalArgumentException with one line that names the setting
   */
  public SlackSettings {
    need(botToken, "SLACK_BOT_TOKEN is blank: it is the xoxb- token of the installed app");
    need(
        appToken.orElse("-"),
        "SLACK_APP_TOKEN is blank: leave it out, or give the app-level token (xapp-)");
    need(
        signingSecret + appToken.orElse(""),
        "SLACK_SIGNING_SECRET is blank: it stands under Basic Information of the Slack app");
    need(apiUrl, "SLACK_API_URL is blank: leave it out for Slack's own");
    apiUrl = apiUrl.endsWith("/") ? apiUrl : apiUrl + "/";
    requesters = List.copyOf(requesters);
    approvers = List.copyOf(approvers);
    repos = List.copyOf(repos);
  }

  private static void need(String value, String otherwise) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Whether requests are taken in over HTTP. */
  boolean overHttp() {
    return !signingSecret.isBlank();
  }

  Optional<Repo> repo(String name) {
    return repos.stream().filter(repo -> repo.name().equals(name)).findFirst();
  }

  /** Who may ask for tasks there. */
  List<String> requesters(String repo) {
    return rights(repo).requesters().orElse(requesters);
  }

  /** Who may decide there. */
  List<String> approvers(String repo) {
    return rights(repo).approvers().orElse(approvers);
  }

  /** Whether the requester may decide there. */
  boolean requesterDecides(String repo) {
    return rights(repo).requesterDecides().orElse(requesterDecides);
  }

  private Rights rights(String repo) {
    return repo(repo).map(Repo::rights).orElse(Rights.USUAL);
  }

  @Override
  public String toString() {
    String url = Redactor.of(List.of(botToken)).clean(apiUrl);
    return "SlackSettings[apiUrl=" + url + ", repos=" + repos + ", secrets masked]";
  }
}
