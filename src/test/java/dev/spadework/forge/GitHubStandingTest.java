package dev.spadework.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubStandingTest {
  private static final String TOKEN = "tok-1234567890abcdef";
  private static final String REPO = "acme/billing";
  private static final String PULL = "/repos/" + REPO + "/pulls/1";
  private static final String COMMIT = "/repos/" + REPO + "/commits/c1";

  private final GitHubServer server = GitHubServer.start(TOKEN).repository(REPO, true);
  private final Forge forge = Forge.github(server.url(), TOKEN, Redactor.of(List.of(TOKEN)));

  @BeforeEach
  void open() throws Exception {
    forge.open(new Proposal(REPO, "topic", "main", "Add CSV export", "Why.", false, ""));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String review(String login, String state) {
    return "{\"id\": 1, \"user\": {\"login\": \"%s\"}, \"state\": \"%s\"}".formatted(login, state);
  }

  private static String run(String status, String conclusion) {
    return "{\"id\": 1, \"name\": \"build\", \"status\": \"%s\", \"conclusion\": %s}"
        .formatted(status, conclusion.isEmpty() ? "null" : "\"" + conclusion + "\"");
  }

  private Standing standing() throws Exception {
    return forge.standing(REPO, 1);
  }

  private void runs(String... runs) {
    server.shows(
        COMMIT + "/check-runs",
        "{\"total_count\": %d, \"check_runs\": [%s]}"
            .formatted(runs.length, String.join(",", runs)));
  }

  @Test
  void nothingHasHappenedYet() throws Exception {
    assertThat(standing()).isEqualTo(Standing.of(Standing.State.OPEN));
  }

  @Test
  void theLastWordOfEachReviewerCountsAndAgainstOutweighsFor() throws Exception {
    server.shows(
        PULL + "/reviews",
        "[" + review("bob", "APPROVED") + "," + review("cem", "COMMENTED") + "]");
    assertThat(standing().review()).isEqualTo(Standing.Review.APPROVED);
    assertThat(standing().by()).isEqualTo("bob");

    server.shows(
        PULL + "/reviews",
        "[" + review("bob", "APPROVED") + "," + review("dee", "CHANGES_REQUESTED") + "]");
    assertThat(standing().review()).isEqualTo(Standing.Review.CHANGES_REQUESTED);
    assertThat(standing().by()).isEqualTo("dee");

    server.shows(
        PULL + "/reviews",
        "[" + review("dee", "CHANGES_REQUESTED") + "," + review("dee", "APPROVED") + "]");
    assertThat(standing().review()).isEqualTo(Standing.Review.APPROVED);
  }

  @Test
  void oneFailedCheckIsAFailureAndOneThatRunsIsRunning() throws Exception {
    runs(run("completed", "success"), run("in_progress", ""));
    assertThat(standing().checks()).isEqualTo(Standing.Checks.RUNNING);

    runs(run("completed", "failure"), run("in_progress", ""));
    assertThat(standing().checks()).isEqualTo(Standing.Checks.FAILED);

    runs(run("completed", "success"), run("completed", "skipped"));
    assertThat(standing().checks()).isEqualTo(Standing.Checks.PASSED);

    server.shows(
        "/repos/" + REPO + "/statuses/c1",
        "[{\"state\": \"pending\", \"context\": \"ci\"},"
            + "{\"state\": \"failure\", \"context\": \"ci\"}]");
    assertThat(standing().checks()).isEqualTo(Standing.Checks.RUNNING);
  }

  @Test
  void checksThatWaitForAPersonAreSaidToWait() throws Exception {
    server.shows(
        "/repos/" + REPO + "/actions/runs",
        "{\"total_count\": 1, \"workflow_runs\": [{\"id\": 1, \"status\": \"completed\","
            + " \"conclusion\": \"action_required\"}]}");
    assertThat(standing().checks()).isEqualTo(Standing.Checks.HELD);
  }

  @Test
  void checksThatTheTokenMayNotSeeAreNotCalledAbsent() throws Exception {
    server.forbid(COMMIT + "/check-runs");
    assertThat(standing().checks()).isEqualTo(Standing.Checks.UNSEEN);
  }

  @Test
  void whoMergedOrClosedItIsNamed() throws Exception {
    server.mergedBy(REPO, 1, "dee");
    assertThat(standing().state()).isEqualTo(Standing.State.MERGED);
    assertThat(standing().by()).isEqualTo("dee");

    forge.open(new Proposal(REPO, "other", "main", "Other", "Why.", false, ""));
    server.close(REPO, 2, false);
    server.shows(
        "/repos/" + REPO + "/issues/2",
        "{\"id\": 2, \"number\": 2, \"state\": \"closed\", \"closed_by\": {\"login\": \"eve\"}}");
    assertThat(forge.standing(REPO, 2).state()).isEqualTo(Standing.State.CLOSED);
    assertThat(forge.standing(REPO, 2).by()).isEqualTo("eve");

    server.forbid("/repos/" + REPO + "/issues/2");
    assertThat(forge.standing(REPO, 2).by()).isEmpty();
  }

  @Test
  void aSpentRateLimitIsNotTakenForMissingChecks() {
    server.mood(GitHubServer.Mood.SPENT);
    assertThatThrownBy(this::standing)
        .isInstanceOfSatisfying(ForgeException.class, e -> assertThat(e.temporary()).isTrue());
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    runs(run("completed", "success"));
    Standing first = standing();
    int requests = server.requests().size();
    int unchanged = server.unchanged();
    assertThat(standing()).isEqualTo(first);
    assertThat(server.unchanged() - unchanged)
        .isPositive()
        .isEqualTo(server.requests().size() - requests);
  }
}
