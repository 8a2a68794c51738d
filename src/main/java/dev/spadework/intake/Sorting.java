package dev.spadework.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a delivery means for us. Most mean nothing. Here is decided by the payload alone; whether
 * somebody may do what they want is asked of the forge later.
 */
final class Sorting {
  private static final String OURS = "spadework/";
  private static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_BACKGROUND = 20_000;

  private final IntakeSettings settings;
  private final UnaryOperator<String> visible;

  /**
   * @param visible takes out of a text what people who read it would not see
   */
  Sorting(IntakeSettings settings, UnaryOperator<String> visible) {
    this.settings = settings;
    this.visible = visible;
  }

  /** Empty: nothing is to be done. */
  Optional<Notice> of(String event, JsonNode payload) {
    return repo(payload)
        .flatMap(
            repo ->
                switch (event) {
                  case "pull_request", "pull_request_review" ->
                      pull(repo, payload.path("pull_request"));
                  case "check_suite" -> checks(repo, payload.path("check_suite"));
                  case "check_run" -> checks(repo, payload.at("/check_run/check_suite"));
                  case "status" -> status(repo, payload.path("branches"));
                  case "issues" -> labelled(repo, payload);
                  case "issue_comment" -> commented(repo, payload);
                  default -> Optional.empty();
                });
  }

  /** The name in the settings of the repository that it is about; empty for any other. */
  Optional<String> repo(JsonNode payload) {
    String name = payload.at("/repository/full_name").asText();
    return settings.repos().keySet().stream().filter(name::equalsIgnoreCase).findFirst();
  }

  private static Optional<Notice> pull(String repo, JsonNode pull) {
    boolean ours =
        pull.at("/head/ref").asText().startsWith(OURS)
            && pull.at("/head/repo/full_name").asText().equalsIgnoreCase(repo);
    int number = pull.path("number").asInt();
    return ours && number > 0 ? Optional.of(new Notice.PullNews(repo, number)) : Optional.empty();
  }

  private static Optional<Notice> checks(String repo, JsonNode suite) {
    int number = Math.max(0, suite.at("/pull_requests/0/number").asInt());
    return suite.path("head_branch").asText().startsWith(OURS)
        ? Optional.of(new Notice.PullNews(repo, number))
        : Optional.empty();
  }

  private static Optional<Notice> status(String repo, JsonNode branches) {
    for (JsonNode branch : branches) {
      if (branch.path("name").asText().startsWith(OURS)) {
        return Optional.of(new Notice.PullNews(repo, 0));
      }
    }
    return Optional.empty();
  }

  private Optional<Notice> labelled(String repo, JsonNode payload) {
    JsonNode issue = payload.path("issue");
    Optional<String> label = trigger(repo).label();
    boolean meant =
        payload.path("action").asText().equals("labeled")
            && label.filter(payload.at("/label/name").asText()::equalsIgnoreCase).isPresent();
    return meant && issue(issue) && person(payload)
        ? Optional.of(wish(repo, issue, "label", login(payload), ""))
        : Optional.empty();
  }

  private Optional<Notice> commented(String repo, JsonNode payload) {
    JsonNode comment = payload.path("comment");
    Optional<String> said = trigger(repo).word().flatMap(w -> after(w, comment.path("body")));
    boolean meant =
        created(payload)
            && said.isPresent()
            && comment.at("/user/login").asText().equals(login(payload))
            && !byApp(comment);
    long id = comment.path("id").asLong();
    return meant && id > 0 && issue(payload.path("issue")) && person(payload)
        ? Optional.of(wish(repo, payload.path("issue"), "" + id, login(payload), said.get()))
        : Optional.empty();
  }

  /** Not edited, not deleted: what it said before may have been done already. */
  static boolean created(JsonNode payload) {
    return payload.path("action").asText().equals("created");
  }

  /** What follows the word; empty where the text does not begin with it. */
  private Optional<String> after(String word, JsonNode body) {
    String text = visible.apply(body.asText()).strip();
    boolean begins = text.regionMatches(true, 0, word, 0, word.length());
    boolean ends =
        begins
            && (text.length() == word.length()
                || Character.isWhitespace(text.charAt(word.length())));
    return ends
        ? Optional.of(cut(text.substring(word.length()).strip(), LONGEST_TEXT))
        : Optional.empty();
  }

  private IntakeSettings.Trigger trigger(String repo) {
    return settings.repos().get(repo);
  }

  /** Whether it is an open issue: a pull request is shown as one too. */
  static boolean issue(JsonNode issue) {
    return issue.path("number").asInt() > 0
        && issue.path("state").asText().equals("open")
        && !issue.hasNonNull("pull_request");
  }

  /** Whether a person did it: no bot, and no app in somebody's name. */
  static boolean person(JsonNode payload) {
    return payload.at("/sender/type").asText().equals("User")
        && !login(payload).isBlank()
        && !login(payload).toLowerCase(Locale.ROOT).endsWith("[bot]");
  }

  private static boolean byApp(JsonNode comment) {
    return comment.hasNonNull("performed_via_github_app")
        || !comment.at("/user/type").asText().equals("User");
  }

  private static String login(JsonNode payload) {
    return payload.at("/sender/login").asText();
  }

  private Notice.Wish wish(String repo, JsonNode issue, String how, String login, String text) {
    int number = issue.path("number").asInt();
    String said =
        issue.path("title").asText().replaceAll("\\s+", " ")
            + "\n\n"
            + (issue.path("body").isTextual() ? issue.path("body").asText() : "");
    return new Notice.Wish(
        repo,
        number,
        key(repo, number, how),
        login,
        text,
        cut(visible.apply(said).strip(), LONGEST_BACKGROUND),
        cut(issue.path("html_url").asText(), 300));
  }

  /** The same however often, and under whatever id, it is delivered. */
  static String key(String repo, int issue, String how) {
    return "github:" + repo + ":" + issue + ":" + how;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
