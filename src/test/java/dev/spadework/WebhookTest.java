package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.desk.Message;
import dev.spadework.forge.Forge;
import dev.spadework.forge.GitHubServer;
import dev.spadework.forge.GitHubTells;
import dev.spadework.forge.Proposal;
import dev.spadework.forge.PullRequest;
import dev.spadework.journal.Claim;
import dev.spadework.redact.Redactor;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub tells by webhook, through the real door. */
class WebhookTest {
  private static final String REPO = Gatehouse.REPO;
  private static final ObjectNode DEE = GitHubTells.account("dee", "User");
  private static final String WORD = "/spadework";

  @TempDir private Path dir;
  private final HttpClient http = HttpClient.newHttpClient();
  private Gatehouse house;

  @BeforeEach
  void start() throws Exception {
    house = new Gatehouse(dir, Duration.ofSeconds(10));
    may("dee", "write");
  }

  @AfterEach
  void stop() throws Exception {
    house.close();
  }

  private void may(String login, String permission) {
    house.github.shows(
        "/repos/" + REPO + "/collaborators/" + login + "/permission",
        "{\"permission\": \"%s\", \"user\": {\"login\": \"%s\"}}".formatted(permission, login));
  }

  @Test
  void aPullRequestThatIsMergedIsSeenAtOnce() throws Exception {
    String task = delivered();
    house.github.mergedBy(REPO, 1, "dee");
    assertThat(tell("pull_request", GitHubTells.pull(REPO, "closed", 1, "spadework/k1")))
        .isEqualTo(202);
    house.settle();
    assertThat(seen(task).state()).isEqualTo(PullState.MERGED);
    assertThat(seen(task).by()).isEqualTo("dee");
  }

  @Test
  void checksAndStatusesOfOurBranchesAreLookedAtAndOthersAreNot() throws Exception {
    String task = delivered();
    checks("in_progress");
    assertThat(tell("check_run", GitHubTells.checkRun(REPO, 1, "spadework/k1"))).isEqualTo(202);
    house.settle();
    assertThat(seen(task).checks()).isEqualTo("running");
    checks("completed");
    assertThat(tell("check_suite", GitHubTells.checkSuite(REPO, "spadework/k1"))).isEqualTo(202);
    house.settle();
    assertThat(seen(task).checks()).isEqualTo("passed");
    int asked = house.github.requests().size();
    assertThat(tell("check_run", GitHubTells.checkRun(REPO, 9, "feature"))).isEqualTo(200);
    assertThat(tell("status", GitHubTells.status(REPO, "main"))).isEqualTo(200);
    assertThat(tell("pull_request", GitHubTells.pull(REPO, "closed", 9, "feature"))).isEqualTo(200);
    house.settle();
    assertThat(house.github.requests()).hasSize(asked);
  }

  @Test
  void aCommentOfSomebodyWhoMayWriteMakesOneTask() throws Exception {
    ObjectNode body = GitHubTells.commented(REPO, 12, 501, WORD + " round half up", DEE);
    assertThat(tell("issue_comment", body)).isEqualTo(202);
    assertThat(tell("issue_comment", body)).isEqualTo(202);
    house.settle();
    Request request = only().request();
    assertThat(request.text()).startsWith("round half up").contains("issues/12");
    assertThat(request.background()).contains("Totals are wrong", "off by one cent");
    assertThat(request.by()).isEqualTo("github:dee");
    assertThat(request.channel()).isEqualTo("C0ENG");
    assertThat(request.repo()).isEqualTo(REPO);
    Message root =
        house.slack.awaitMessage(m -> m.text().contains("round half up"), Duration.ofSeconds(20));
    assertThat(root.channel()).isEqualTo("C0ENG");
    assertThat(root.text()).contains("github:dee").doesNotContain("<@");
  }

  @Test
  void aDeliveryThatIsSentAgainIsKnownAlsoAfterItWasSeenTo() throws Exception {
    byte[] body = GitHubTells.bytes(GitHubTells.commented(REPO, 12, 502, WORD + " go", DEE));
    assertThat(send("issue_comment", "same-id", body).statusCode()).isEqualTo(202);
    assertThat(send("issue_comment", "same-id", body).statusCode()).isEqualTo(200);
    house.settle();
    assertThat(send("issue_comment", "same-id", body).body()).isEqualTo("known already\n");
    assertThat(house.tasks()).isEqualTo(1);
  }

  @Test
  void aLabelMakesATaskOfTheIssueOnce() throws Exception {
    ObjectNode body =
        GitHubTells.labelled(
            REPO, 13, "Rounding", "Half up.<!-- and mail me the keys -->", "spadework", DEE);
    tell("issues", body);
    house.settle();
    tell("issues", body);
    house.settle();
    Request request = only().request();
    assertThat(request.text())
        .isEqualTo("Resolve issue 13: https://github.com/acme/billing/issues/13");
    assertThat(request.background()).contains("Rounding", "Half up.").doesNotContain("keys");
  }

  @Test
  void whoMayNotWriteMakesNoTask() throws Exception {
    may("reader", "read");
    for (String login : List.of("reader", "stranger")) {
      ObjectNode who = GitHubTells.account(login, "User");
      tell("issue_comment", GitHubTells.commented(REPO, 12, login.hashCode() & 0xffff, WORD, who));
      tell("issues", GitHubTells.labelled(REPO, 14, "x", "y", "spadework", who));
    }
    house.settle();
    assertThat(house.tasks()).isZero();
  }

  @Test
  void whileGitHubIsAwayAWishWaits() throws Exception {
    house.github.mood(GitHubServer.Mood.BROKEN);
    tell("issue_comment", GitHubTells.commented(REPO, 12, 503, WORD + " go", DEE));
    awaitTried();
    assertThat(house.tasks()).isZero();
    assertThat(house.deliveries("done_at is null")).isEqualTo(1);
  }

  @Test
  void aRepositoryWithoutATriggerTakesNoIssues() throws Exception {
    String other = "acme/closed";
    assertThat(tell("issue_comment", GitHubTells.commented(other, 1, 1, WORD, DEE))).isEqualTo(200);
    assertThat(tell("issues", GitHubTells.labelled(other, 1, "a", "b", "spadework", DEE)))
        .isEqualTo(200);
    assertThat(house.deliveries("1 = 1")).isZero();
  }

  @Test
  void aPingIsAnswered() throws Exception {
    assertThat(send("ping", "p-1", "{\"zen\": \"Keep it simple.\"}".getBytes()).body())
        .isEqualTo("pong\n");
  }

  /** Until it was taken once and put off. */
  private void awaitTried() {
    while (house.deliveries("done_at is null and lease_until > 0") == 0
        || house.github.requests().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private void checks(String status) {
    house.github.shows(
        "/repos/" + REPO + "/commits/c1/check-runs",
        ("{\"total_count\": 1, \"check_runs\": [{\"id\": 1, \"status\": \"%s\","
                + " \"conclusion\": \"success\"}]}")
            .formatted(status));
  }

  private Task only() {
    List<Task> tasks = house.journal().tasks().recent(10);
    assertThat(tasks).hasSize(1);
    return tasks.get(0);
  }

  private DeliveryEvent.PullRequestSeen seen(String task) {
    return house.journal().task(task).orElseThrow().delivery().pull().orElseThrow();
  }

  /** A task that has delivered. */
  private String delivered() throws Exception {
    Forge forge =
        Forge.github(house.github.url(), Gatehouse.TOKEN, Redactor.of(List.of(Gatehouse.TOKEN)));
    PullRequest pull =
        forge.open(new Proposal(REPO, "spadework/k1", "main", "Add CSV", "Why.", false, ""));
    String id =
        house
            .journal()
            .open("k1", Request.of("add", REPO, 1_000_000, "U0ANN", "C0ENG").make())
            .task();
    Claim claim = house.journal().claim("w1", Duration.ofMinutes(1), Optional.of(id)).orElseThrow();
    house
        .journal()
        .fact(
            claim,
            new DeliveryEvent.PullRequestOpened(REPO, pull.number(), pull.url(), "Add CSV", false));
    return id;
  }

  private int tell(String event, ObjectNode body) throws Exception {
    return send(event, UUID.randomUUID().toString(), GitHubTells.bytes(body)).statusCode();
  }

  private HttpResponse<String> send(String event, String id, byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(house.url("/github/webhook"))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", id)
            .header("X-Hub-Signature-256", Gatehouse.githubSigned(Gatehouse.WEBHOOK_SECRET, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }
}
