package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Fault;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackFile;
import dev.spadework.journal.Claim;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Gate;
import dev.spadework.task.KeptDiff;
import dev.spadework.task.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The diff as a file in the thread. */
class SnippetTest {
  private static final String DIFF =
      "diff --git a/A.java b/A.java\n-old\n+new " + SlackTown.CANARY + "\n";

  @TempDir Path folder;
  private SlackTown town;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).open();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private void keep(Claim claim) {
    byte[] bytes = DIFF.getBytes(StandardCharsets.UTF_8);
    town.journal.blobs().put(claim.task(), KeptDiff.name(claim.task(), "tree1abc"), bytes);
    town.journal.fact(
        claim,
        new DeliveryEvent.Finished(
            "done",
            List.of(new DeliveryEvent.ChangedFile("A.java", "new", 1, 1)),
            List.of(),
            "tree1abc"));
  }

  private void done(Claim claim) {
    town.journal.fact(claim, new DeliveryEvent.Committed("c0ffee", "tree1abc", "spadework/x"));
    town.journal.fact(
        claim, new DeliveryEvent.PullRequestOpened("acme/billing", 9, "https://x.y/9", "T", false));
  }

  private Message snippet() throws InterruptedException {
    return town.awaitLater(m -> !m.files().isEmpty());
  }

  private long snippets() {
    return town.all().stream().filter(m -> !m.files().isEmpty()).count();
  }

  private void posted(Claim claim) throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      if (town.now(claim).posts().containsKey("diff-tree1abc")) {
        return;
      }
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("the snippet is not in the journal");
  }

  @Test
  void theOutcomeComesWithTheDiffOnce() throws Exception {
    Claim claim = town.task();
    keep(claim);
    done(claim);
    Message outcome = town.message(claim, "outcome");
    Message snippet = snippet();
    assertThat(snippet.threadTs()).isEqualTo(outcome.threadTs());
    assertThat(snippet.text()).isEqualTo("The change: 1 file, +1 −1");
    SlackFile file = snippet.files().get(0);
    assertThat(file.title()).isEqualTo(claim.task() + "-tree1ab.diff");
    assertThat(file.text()).contains("+new [redacted]").doesNotContain(SlackTown.CANARY);
    posted(claim);
    town.restart();
    town.journal.add(claim.task(), Optional.empty(), new TaskEvent.Said(SlackTown.ANN, "thanks"));
    Claim next = town.task();
    town.message(next, "card");
    assertThat(snippets()).isEqualTo(1);
  }

  @Test
  void aDiffGateShowsItAndTheOutcomeDoesNotAgain() throws Exception {
    Claim claim = town.task();
    keep(claim);
    Gate gate = Gate.of("g1", Gate.Kind.DIFF, "tree1abc", "Look?", List.of("pom.xml"), List.of());
    town.journal.fact(claim, new TaskEvent.GateOpened(gate));
    Message asked = town.message(claim, "gate-g1");
    assertThat(snippet().ts()).isGreaterThan(asked.ts());
    posted(claim);
    town.journal.decide(
        claim.task(),
        now -> Optional.of(new TaskEvent.Decided("g1", Choice.APPROVE, SlackTown.ANN, "")));
    done(town.journal.claim("w2", Duration.ofMinutes(5)).orElseThrow());
    town.message(claim, "outcome");
    town.awaitLater(m -> m.says("done") && m.buttons().isEmpty());
    assertThat(snippets()).isEqualTo(1);
  }

  @Test
  void anAnswerThatWasCutMakesNoSecondFile() throws Exception {
    town.slack.fail("files.completeUploadExternal", new Fault.CutAfter(), 1);
    town.slack.fail("files.getUploadURLExternal", new Fault.Down(), 1);
    Claim claim = town.task();
    keep(claim);
    done(claim);
    snippet();
    for (int i = 0; i < 20 && !town.now(claim).posts().containsKey("diff-tree1abc"); i++) {
      town.clock.forward(Duration.ofSeconds(1));
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(50);
    }
    posted(claim);
    assertThat(snippets()).isEqualTo(1);
    assertThat(town.slack.calls("files.completeUploadExternal")).hasSize(1);
  }

  @Test
  void aWorkspaceThatTakesNoFilesGetsTheOutcomeAllTheSame() throws Exception {
    town.slack.grant(
        Set.of("commands", "chat:write", "channels:history", "channels:read", "users:read"));
    for (int i = 1; i <= 2; i++) {
      Claim claim = town.task();
      keep(claim);
      done(claim);
      Message card = town.message(claim, "card");
      town.awaitLater(town.named(claim, "outcome"));
      town.awaitLater(m -> m.ts().equals(card.ts()) && m.buttons().isEmpty());
    }
    assertThat(town.slack.calls("files.getUploadURLExternal")).hasSize(1);
    assertThat(snippets()).isZero();
    assertThat(town.slack.messages(CHANNEL)).hasSize(2);
  }

  @Test
  void theStatusLineSaysWhatIsDoneAndARefusalIsAcceptedForGood() throws Exception {
    Claim claim = town.task();
    town.message(claim, "card");
    for (int i = 0; i < 500 && town.slack.calls("assistant.threads.setStatus").isEmpty(); i++) {
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(town.slack.calls("assistant.threads.setStatus").toString()).contains("is preparing");
    town.slack.fail("assistant.threads.setStatus", new Fault.Refused("missing_scope"), 1);
    int before = town.slack.calls("assistant.threads.setStatus").size();
    town.clock.forward(Duration.ofMinutes(6));
    town.awaitLater(m -> town.slack.calls("assistant.threads.setStatus").size() > before);
    town.journal.fact(claim, new TaskEvent.BasePinned("main", "4f2c9e1aaaaaaaa", "tree0"));
    town.awaitLater(m -> m.says("4f2c9e1"));
    town.gate(claim, Gate.Kind.UNCERTAIN);
    town.message(claim, "gate-g1");
    assertThat(town.slack.calls("assistant.threads.setStatus")).hasSize(before + 1);
  }
}
