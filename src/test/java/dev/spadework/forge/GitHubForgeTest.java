package dev.spadework.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubForgeTest {
  private static final String TOKEN = "tok-1234567890abcdef";
  private static final String REPO = "acme/billing";

  private final GitHubServer server = GitHubServer.start(TOKEN).repository(REPO, true);
  private final Forge forge = Forge.github(server.url(), TOKEN, Redactor.of(List.of(TOKEN)));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void opensAPullRequestAndSendsNoDiff() throws Exception {
    PullRequest pull = forge.open(proposal("topic", false));

    assertThat(pull)
        .isEqualTo(
            new PullRequest(
                REPO,
                1,
                server.url() + "/acme/billing/pull/1",
                false,
                PullRequest.State.OPEN,
                "topic",
                "Add CSV export"));
    assertThat(server.pulls(REPO)).hasSize(1);
    assertThat(server.pulls(REPO).get(0).path("body").asText()).isEqualTo("What and why.");
    assertThat(server.pulls(REPO).get(0).at("/base/ref").asText()).isEqualTo("main");
    assertThat(server.requests()).noneMatch(request -> request.body().contains("the diff"));
  }

  @Test
  void aDraftIsADraft() throws Exception {
    PullRequest pull = forge.open(proposal("topic", true));

    assertThat(pull.draft()).isTrue();
    assertThat(pull.state()).isEqualTo(PullRequest.State.DRAFT);
  }

  @Test
  void askingTwiceReturnsTheSameOne() throws Exception {
    PullRequest first = forge.open(proposal("topic", false));
    forge.open(proposal("other", false));

    assertThat(forge.open(proposal("topic", false))).isEqualTo(first);
    assertThat(server.pulls(REPO)).hasSize(2);
  }

  @Test
  void anAnswerThatIsCutOffLeavesOnePullRequest() throws Exception {
    server.mood(GitHubServer.Mood.CUT_AFTER_CREATING);

    failure(() -> forge.open(proposal("topic", false)), true)
        .hasMessageContaining("cannot be reached or broke off");

    assertThat(forge.open(proposal("topic", false)).number()).isEqualTo(1);
    assertThat(server.pulls(REPO)).hasSize(1);
    assertThat(server.requests()).filteredOn(r -> r.method().equals("POST")).hasSize(1);
  }

  @Test
  void whatTheListDoesNotShowYetIsNotMadeAgain() throws Exception {
    forge.open(proposal("topic", false));
    server.mood(GitHubServer.Mood.LAGGING);

    failure(() -> forge.open(proposal("topic", false)), false)
        .hasMessageContaining("already exists");
    assertThat(server.pulls(REPO)).hasSize(1);
  }

  @Test
  void showsWhatBecameOfIt() throws Exception {
    forge.open(proposal("topic", false));
    forge.open(proposal("other", false));
    server.close(REPO, 1, true);
    server.close(REPO, 2, false);

    assertThat(forge.get(REPO, 1).state()).isEqualTo(PullRequest.State.MERGED);
    assertThat(forge.get(REPO, 2).state()).isEqualTo(PullRequest.State.CLOSED);
    assertThat(forge.find(REPO, "topic"))
        .map(PullRequest::state)
        .hasValue(PullRequest.State.MERGED);
    assertThat(forge.find(REPO, "nothing")).isEmpty();
    assertThat(forge.open(proposal("topic", false)).number()).isEqualTo(1);
  }

  @Test
  void aBadTokenIsThePersonsToMend() throws Exception {
    server.mood(GitHubServer.Mood.BAD_TOKEN);

    failure(() -> forge.open(proposal("topic", false)), false)
        .hasMessageEndingWith("refused the token (401); set a valid GITHUB_TOKEN.");
    assertThat(forge.problem(REPO)).hasValueSatisfying(line -> assertThat(line).contains("(401)"));
  }

  @Test
  void aMissingRightIsNamedInGitHubsWords() {
    server.mood(GitHubServer.Mood.NOT_ACCESSIBLE);

    failure(() -> forge.open(proposal("topic", false)), false)
        .hasMessageContaining("Resource not accessible by personal access token")
        .hasMessageContaining("write access");
  }

  @Test
  void aRepositoryThatIsNotThereSaysSo() {
    server.mood(GitHubServer.Mood.HIDDEN);

    failure(() -> forge.find(REPO, "topic"), false).hasMessageContaining("(404)");
  }

  @Test
  void nothingToMergeIsSaidAsSuch() {
    server.mood(GitHubServer.Mood.NO_COMMITS);

    failure(() -> forge.open(proposal("topic", false)), false)
        .hasMessageContaining("No commits between main and topic (422)");
  }

  @Test
  void aSpentRateLimitComesBackAtOnceWithTheTimeToWait() {
    server.mood(GitHubServer.Mood.SPENT);

    failure(() -> forge.open(proposal("topic", false)), true)
        .isInstanceOfSatisfying(
            ForgeException.class,
            e ->
                assertThat(e.retryAfter().orElseThrow())
                    .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90)));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aServerThatIsDownIsWorthAnotherTry() {
    server.mood(GitHubServer.Mood.BROKEN);
    failure(() -> forge.open(proposal("topic", false)), true).hasMessageContaining("500");

    server.mood(GitHubServer.Mood.DOWN);
    failure(() -> forge.open(proposal("topic", false)), true);
    assertThat(server.pulls(REPO)).isEmpty();
  }

  @Test
  void theDoctorHearsOfATokenThatMayOnlyRead() throws Exception {
    server.repository("acme/readonly", false);

    assertThat(forge.problem(REPO)).isEmpty();
    assertThat(forge.problem("acme/readonly"))
        .hasValueSatisfying(line -> assertThat(line).contains("may only read", "write access"));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> failure(
      ThrowingCallable call, boolean temporary) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ForgeException.class,
            e -> {
              assertThat(e.temporary()).as(e.getMessage()).isEqualTo(temporary);
              assertThat(e.getMessage()).doesNotContain("\n").doesNotContain(TOKEN);
            });
  }

  private static Proposal proposal(String branch, boolean draft) {
    return new Proposal(REPO, branch, "main", "Add CSV export", "What and why.", draft, "the diff");
  }
}
