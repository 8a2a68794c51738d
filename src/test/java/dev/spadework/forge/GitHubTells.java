package dev.spadework.forge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * Bodies of GitHub's webhook deliveries, as https://docs.github.com/en/webhooks describes them, cut
 * to the parts that any reader could look at.
 */
public final class GitHubTells {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GitHubTells() {}

  /** Somebody: {@code User} or {@code Bot}. */
  public static ObjectNode account(String login, String type) {
    return JSON.createObjectNode()
        .put("login", login)
        .put("id", Math.abs(login.hashCode()))
        .put("type", type)
        .put("site_admin", false);
  }

  private static ObjectNode about(String repo, String action, ObjectNode sender) {
    ObjectNode body = JSON.createObjectNode().put("action", action);
    ObjectNode repository = body.putObject("repository").put("id", 7).put("full_name", repo);
    repository.put("name", repo.substring(repo.indexOf('/') + 1)).put("private", true);
    repository.set("owner", account(repo.substring(0, repo.indexOf('/')), "Organization"));
    body.set("sender", sender);
    return body;
  }

  private static ObjectNode issue(ObjectNode body, int number, String title, String text) {
    ObjectNode issue = body.putObject("issue").put("id", 900 + number).put("number", number);
    issue.put("title", title).put("body", text).put("state", "open").put("locked", false);
    issue.put("html_url", "https://github.com/acme/billing/issues/" + number);
    issue.set("user", account("outsider", "User"));
    issue.put("author_association", "NONE");
    issue.putArray("labels");
    return issue;
  }

  /** {@code issues}, {@code labeled}. */
  public static ObjectNode labelled(
      String repo, int number, String title, String text, String label, ObjectNode sender) {
    ObjectNode body = about(repo, "labeled", sender);
    issue(body, number, title, text);
    body.putObject("label").put("id", 11).put("name", label).put("color", "ededed");
    return body;
  }

  /** {@code issue_comment}, {@code created}. */
  public static ObjectNode commented(
      String repo, int number, long id, String comment, ObjectNode sender) {
    ObjectNode body = about(repo, "created", sender);
    issue(body, number, "Totals are wrong", "They are off by one cent.");
    ObjectNode said = body.putObject("comment").put("id", id).put("body", comment);
    said.set("user", sender.deepCopy());
    said.put("author_association", "OWNER").putNull("performed_via_github_app");
    return body;
  }

  /** {@code pull_request}: of a branch in the repository itself. */
  public static ObjectNode pull(String repo, String action, int number, String branch) {
    ObjectNode body = about(repo, action, account("dee", "User")).put("number", number);
    ObjectNode pull = body.putObject("pull_request").put("id", 77).put("number", number);
    pull.put("state", "closed").put("merged", true);
    ObjectNode head = pull.putObject("head").put("ref", branch).put("sha", "c" + number);
    head.putObject("repo").put("full_name", repo);
    return body;
  }

  /** {@code check_run}, {@code completed}. */
  public static ObjectNode checkRun(String repo, int number, String branch) {
    ObjectNode body = about(repo, "completed", account("github-actions[bot]", "Bot"));
    ObjectNode run = body.putObject("check_run").put("id", 5).put("status", "completed");
    ObjectNode suite = run.put("conclusion", "success").putObject("check_suite");
    suite.put("head_branch", branch).putArray("pull_requests").addObject().put("number", number);
    return body;
  }

  /** {@code check_suite}, {@code completed}; of a fork it names no pull request. */
  public static ObjectNode checkSuite(String repo, String branch) {
    ObjectNode body = about(repo, "completed", account("github-actions[bot]", "Bot"));
    body.putObject("check_suite").put("head_branch", branch).putArray("pull_requests");
    return body;
  }

  /** {@code status}. */
  public static ObjectNode status(String repo, String branch) {
    ObjectNode body = about(repo, "", account("ci", "Bot")).put("state", "success");
    body.putArray("branches").addObject().put("name", branch);
    return body;
  }

  /** As it is sent. */
  public static byte[] bytes(ObjectNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
