package dev.spadework.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.forge.Forge;
import dev.spadework.forge.GitHubServer;
import dev.spadework.forge.LocalForge;
import dev.spadework.forge.Proposal;
import dev.spadework.forge.PullRequest;
import dev.spadework.journal.Claim;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.DeliveryEvent.PullRequestSeen;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OutcomesTest {
  private static final String TOKEN = "tok-1234567890abcdef";
  private static final String REPO = "acme/billing";
  private static final Duration LONG = Duration.ofDays(1000);

  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private final GitHubServer github = GitHubServer.start(TOKEN).repository(REPO, true);
  private final Forge forge = Forge.github(github.url(), TOKEN, Redactor.of(List.of(TOKEN)));
  private Store store;
  private Journal journal;

  @BeforeEach
  void open() {
    store = Store.open(database.url(folder));
    journal = new Journal(store, Clock.systemUTC(), Redactor.of(List.of()));
  }

  @AfterEach
  void close() {
    store.close();
    github.close();
  }

  /** A task that has delivered. */
  private String delivered(Forge to, String key) throws Exception {
    PullRequest pull =
        to.open(new Proposal(REPO, "spadework/" + key, "main", "Add CSV", "Why.", false, ""));
    String id = journal.open(key, Request.of("add", REPO, 1_000_000, "U0ANN", "C0").make()).task();
    Claim claim = journal.claim("w1", Duration.ofMinutes(1), Optional.of(id)).orElseThrow();
    journal.fact(
        claim,
        new DeliveryEvent.PullRequestOpened(REPO, pull.number(), pull.url(), "Add CSV", false));
    return id;
  }

  private Outcomes outcomes(Function<String, Optional<Forge>> forges) {
    return new Outcomes(journal, forges, Clock.systemUTC(), LONG);
  }

  private Outcomes outcomes() {
    return outcomes(repo -> Optional.of(forge));
  }

  private Optional<PullRequestSeen> seen(String task) {
    return journal.task(task).orElseThrow().delivery().pull();
  }

  @Test
  void whatChangedIsWrittenDownAndWhatDidNotIsNot() throws Exception {
    String task = delivered(forge, "k1");
    assertThat(outcomes().ask()).isEqualTo(1);
    assertThat(seen(task)).contains(new PullRequestSeen(PullState.OPEN, "", "", ""));
    int version = journal.task(task).orElseThrow().version();
    assertThat(outcomes().ask()).isZero();
    assertThat(journal.task(task).orElseThrow().version()).isEqualTo(version);
    github.mergedBy(REPO, 1, "dee");
    assertThat(outcomes().ask()).isEqualTo(1);
    assertThat(seen(task)).contains(new PullRequestSeen(PullState.MERGED, "", "", "dee"));
  }

  @Test
  void aStateThatComesBackIsWrittenDownAgain() throws Exception {
    String task = delivered(forge, "k1");
    for (String status : List.of("in_progress", "queued", "completed", "in_progress")) {
      github.shows(
          "/repos/" + REPO + "/commits/c1/check-runs",
          ("{\"total_count\": 1, \"check_runs\": [{\"id\": 1, \"status\": \"%s\","
                  + " \"conclusion\": \"success\"}]}")
              .formatted(status));
      outcomes().ask();
    }
    assertThat(journal.entries(task))
        .filteredOn(entry -> entry.event() instanceof PullRequestSeen)
        .extracting(entry -> ((PullRequestSeen) entry.event()).checks())
        .containsExactly("running", "passed", "running");
  }

  @Test
  void aMergedOneIsAskedAboutNoMore() throws Exception {
    delivered(forge, "k1");
    github.mergedBy(REPO, 1, "dee");
    outcomes().ask();
    int requests = github.requests().size();
    assertThat(outcomes().ask()).isZero();
    assertThat(github.requests()).hasSize(requests);
  }

  @Test
  void anEndedTaskStaysEndedWhateverIsSeen() throws Exception {
    String id = delivered(forge, "k1");
    outcomes().ask();
    Task task = journal.task(id).orElseThrow();
    assertThat(task.phase()).isEqualTo(Phase.DONE);
    assertThat(journal.tasks().alive()).isEmpty();
    assertThat(journal.queue().places()).isEmpty();
    journal.rebuildQueue();
    assertThat(journal.claim("w2", Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void aSpentLimitIsRespectedAndOneThatIsGoneHoldsUpNoOther() throws Exception {
    delivered(forge, "k1");
    String second = delivered(forge, "k2");
    github.mood(GitHubServer.Mood.SPENT);
    Outcomes outcomes = outcomes();
    int before = github.requests().size();
    outcomes.ask();
    outcomes.ask();
    assertThat(github.requests()).hasSize(before + 1);

    github.mood(GitHubServer.Mood.WELL);
    github.forbid("/repos/" + REPO + "/pulls/1");
    outcomes().ask();
    assertThat(seen(second)).isPresent();
  }

  @Test
  void aRepositoryThatCannotBeAskedAboutIsLeftAlone() throws Exception {
    String task = delivered(forge, "k1");
    assertThat(outcomes(repo -> Optional.empty()).ask()).isZero();
    assertThat(seen(task)).isEmpty();
  }

  @Test
  void ofTwoProcessesOneAsksEachTime() throws Exception {
    delivered(forge, "k1");
    try (Store other = Store.open(database.url(folder))) {
      Journal theirs = new Journal(other, Clock.systemUTC(), Redactor.of(List.of()));
      Outcomes second = new Outcomes(theirs, repo -> Optional.of(forge), Clock.systemUTC(), LONG);
      assertThat(outcomes().askIfDue()).isTrue();
      assertThat(second.askIfDue()).isFalse();
      assertThat(second.ask()).isZero();
    }
  }

  @Test
  void whatIsMarkedOnThisMachineIsSeenToo() throws Exception {
    LocalForge local = Forge.local(folder.resolve("pulls"), "", Clock.systemUTC());
    String task = delivered(local, "k1");
    Outcomes outcomes = outcomes(repo -> Optional.of(local));
    outcomes.ask();
    local.mark(REPO, 1, PullRequest.State.CLOSED);
    outcomes.ask();
    assertThat(seen(task)).map(PullRequestSeen::state).contains(PullState.CLOSED);
  }
}
