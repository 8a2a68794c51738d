package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Fault;
import dev.spadework.desk.Message;
import dev.spadework.journal.Claim;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.Plan;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadsTest {
  private static final Plan PLAN =
      new Plan(
          "Export as CSV",
          List.of(
              new Plan.Step("Find how invoices are listed", List.of("src/InvoiceService.java")),
              new Plan.Step("Add <!channel> `InvoiceCsv`", List.of("src/InvoiceCsv.java"))),
          List.of(),
          List.of(),
          "",
          0.9,
          List.of());

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

  private void done(Claim claim) {
    town.journal.fact(
        claim,
        new DeliveryEvent.Finished(
            "done",
            List.of(new DeliveryEvent.ChangedFile("src/InvoiceCsv.java", "writes rows", 10, 0)),
            List.of("long lists are built in memory"),
            "tree1"));
    town.journal.fact(claim, new DeliveryEvent.Committed("c0ffee", "tree1", "spadework/x"));
    town.journal.fact(
        claim,
        new DeliveryEvent.PullRequestOpened(
            "acme/billing", 418, "https://github.com/acme/billing/pull/418", "Add CSV", false));
  }

  @Test
  void aCalmRunIsThreeMessages() throws Exception {
    Claim claim = town.task();
    Message root = town.message(claim, "root");
    assertThat(root.words())
        .contains("@ann asked: add CSV export to invoices")
        .contains("`acme/billing` at `main`")
        .contains("task `" + claim.task() + "` · up to $1.00, 30 min");
    Message card = town.message(claim, "card");
    assertThat(card.threadTs()).contains(root.ts());
    assertThat(card.buttons()).extracting(Message.Button::label).containsExactly("Cancel");
    town.journal.fact(claim, new TaskEvent.BasePinned("main", "4f2c9e1aaaaaaaa", "tree0"));
    town.journal.fact(claim, new TaskEvent.PlanMade(PLAN));
    town.await(m -> m.ts().equals(root.ts()) && m.says("at `main` 4f2c9e1 ·"));
    town.await(m -> m.ts().equals(card.ts()) && m.says("Find how invoices are listed"));
    done(claim);
    Message outcome = town.message(claim, "outcome");
    assertThat(outcome.words())
        .contains("<@" + ANN + "> The pull request is ready: acme/billing#418 Add CSV")
        .contains("Changed: `InvoiceCsv.java` writes rows")
        .contains("Remaining risk: long lists are built in memory");
    assertThat(outcome.buttons())
        .extracting(Message.Button::label)
        .containsExactly("Open pull request", "Why", "Retry with a hint");
    town.await(m -> m.ts().equals(card.ts()) && m.buttons().isEmpty());
    assertThat(town.slack.thread(CHANNEL, root.ts())).hasSize(3);
  }

  @Test
  void theFirstAnswerSaysWhatTheTeamsOwnTasksHaveCost() throws Exception {
    Claim first = town.task();
    assertThat(town.message(first, "root").words()).contains("there is no estimate");
    town.journal.fact(first, replied(140_000));
    done(first);
    town.message(first, "outcome");
    town.clock.forward(Duration.ofMinutes(1));
    Claim second = town.task();
    assertThat(town.message(second, "root").words())
        .contains("1 finished task of this kind here cost $0.14 in the middle and took ");
  }

  private static TaskEvent replied(long micros) {
    return new TaskEvent.ModelReplied(
        TaskEvent.Purpose.PLAN, "m", "", List.of(), Usage.NONE, micros, "STOP", "{}", 1);
  }

  @Test
  void everyMessageHasAFallbackAndShoutsAtNobody() throws Exception {
    Claim claim = town.task();
    town.journal.fact(claim, new TaskEvent.PlanMade(PLAN));
    town.gate(claim, Gate.Kind.UNCERTAIN);
    town.message(claim, "gate-g1");
    assertThat(town.all()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(town.all()).allSatisfy(m -> assertThat(m.text()).isNotBlank());
    assertThat(town.all())
        .allSatisfy(m -> assertThat(m.text()).doesNotContain("<!channel>"))
        .allSatisfy(
            m ->
                assertThat(m.blocks().findValuesAsText("text").toString())
                    .doesNotContain("<!channel>"));
  }

  @Test
  void noSecretLeavesInAnyMessage() throws Exception {
    String token = "ghp_" + "a1B2".repeat(9);
    town.slack.command(ANN, CHANNEL, "use " + SlackTown.CANARY + " and " + token);
    Claim claim = town.journal.claim("w1", Duration.ofMinutes(1)).orElseThrow();
    Gate gate =
        Gate.of(
            "g1",
            Gate.Kind.COMMAND,
            "c1",
            "curl " + token,
            List.of("echo " + SlackTown.CANARY, token),
            List.of(token));
    town.journal.fact(claim, new TaskEvent.GateOpened(gate));
    town.message(claim, "gate-g1");
    town.journal.add(
        claim.task(),
        Optional.empty(),
        new TaskEvent.GaveUp(Ending.Blame.WORLD, "no " + token, token));
    town.message(claim, "outcome");
    assertThat(town.slack.calls("chat.postMessage").toString() + town.slack.calls("chat.update"))
        .doesNotContain(SlackTown.CANARY)
        .doesNotContain(token)
        .contains("[redacted]");
  }

  @Test
  void eachMessageIsPostedOnceAcrossRestarts() throws Exception {
    Claim claim = town.task();
    town.message(claim, "card");
    town.restart();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    town.message(claim, "gate-g1");
    town.restart();
    town.journal.decide(
        claim.task(),
        now -> Optional.of(new TaskEvent.Decided("g1", Choice.APPROVE, ANN, "go on")));
    Claim again = town.journal.claim("w2", Duration.ofMinutes(1)).orElseThrow();
    done(again);
    town.message(claim, "outcome");
    town.restart();
    town.await(m -> m.says("Approved by @ann") && m.says("Add a reason"));
    for (String name : List.of("root", "card", "gate-g1", "outcome")) {
      assertThat(town.count(name)).as(name).isEqualTo(1);
    }
  }

  @Test
  void aMessageWhosePostingWasCutOffIsFoundAgain() throws Exception {
    town.slack.fail("chat.postMessage", new Fault.CutAfter(), 1);
    Claim claim = town.task();
    town.message(claim, "card");
    town.slack.fail("chat.postMessage", new Fault.CutAfter(), 1);
    town.gate(claim, Gate.Kind.UNCERTAIN);
    town.message(claim, "gate-g1");
    town.slack.fail("chat.postMessage", new Fault.CutAfter(), 1);
    town.journal.add(claim.task(), Optional.empty(), new TaskEvent.Cancelled(ANN));
    town.message(claim, "outcome");
    town.await(m -> m.says("Not decided: @ann stopped the task first"));
    for (String name : List.of("root", "card", "gate-g1", "outcome")) {
      assertThat(town.count(name)).as(name).isEqualTo(1);
    }
  }

  @Test
  void aMessageThatWasPostedJustBeforeACrashIsFoundAgain() throws Exception {
    town.stop();
    town.openClosed();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    // As if the process had ended between Slack's answer and the journal: nothing is written down.
    Face face = new Face("early words", Blocks.of(List.of(Blocks.section("early words"))));
    Web.Place root;
    try (Web web = new Web(town.settings(), town.redactor, new Door(town.clock), SlackTown.SOON)) {
      root = web.post(CHANNEL, Optional.empty(), claim.task(), "root", face, 0);
      for (String name : List.of("card", "gate-g1")) {
        web.post(CHANNEL, Optional.of(root.ts()), claim.task(), name, face, 0);
      }
    }
    town.journal.add(claim.task(), Optional.empty(), new TaskEvent.Cancelled(ANN));
    town.restart();
    town.await(m -> m.says("Not decided: @ann stopped the task first"));
    town.await(m -> m.ts().equals(root.ts()) && m.says("@ann asked: add CSV export"));
    town.message(claim, "outcome");
    for (String name : List.of("root", "card", "gate-g1", "outcome")) {
      assertThat(town.count(name)).as(name).isEqualTo(1);
    }
  }

  @Test
  void nothingIsLostWhileSlackIsAway() throws Exception {
    town.slack.fail("*", new Fault.Down(), 1000);
    Claim claim = town.task();
    done(claim);
    town.restart();
    town.slack.heal();
    town.message(claim, "outcome");
    town.await(m -> m.says("done") && m.buttons().isEmpty());
    for (String name : List.of("root", "card", "outcome")) {
      assertThat(town.count(name)).as(name).isEqualTo(1);
    }
  }

  @Test
  void tooManyRequestsAndRefusalsInsideA200AreWaitedOut() throws Exception {
    town.slack.fail("chat.postMessage", new Fault.Limited(1), 2);
    town.slack.fail("chat.update", new Fault.Refused("ratelimited"), 1);
    Claim claim = town.task();
    town.awaitLater(town.named(claim, "card"));
    town.journal.fact(claim, new TaskEvent.BasePinned("main", "4f2c9e1aaaaaaaa", "tree0"));
    town.awaitLater(m -> m.says("4f2c9e1"));
    assertThat(town.count("root")).isEqualTo(1);
  }

  @Test
  void aWorkspaceWithoutPlanBlocksGetsPlainSections() throws Exception {
    town.slack.acceptPlans(false);
    Claim claim = town.task();
    town.journal.fact(claim, new TaskEvent.PlanMade(PLAN));
    town.journal.fact(claim, new TaskEvent.StepDone(1));
    Message card = town.await(m -> m.says("✓ Find how invoices are listed"));
    assertThat(card.blocks().toString()).contains("\"section\"").doesNotContain("\"plan\"");
  }

  @Test
  void aChannelThatWasClosedLeadsToThePersonWhoAsked() throws Exception {
    Claim claim = town.task();
    town.message(claim, "card");
    String gone = town.slack.addChannel("gone", true);
    town.slack.fail("chat.postMessage", new Fault.Refused("is_archived"), 1);
    town.slack.command(ANN, gone, "add CSV export repo:acme/shop");
    Claim next = town.journal.claim("w1", Duration.ofMinutes(1)).orElseThrow();
    awaitCall("chat.postMessage", "\"channel\":\"" + ANN + "\"", "channel=\"" + ANN + "\"");
    assertThat(town.now(next).ending()).isEmpty();
  }

  private void awaitCall(String method, String... pieces) throws InterruptedException {
    long end = System.nanoTime() + SlackTown.SOON.toNanos();
    while (System.nanoTime() < end) {
      String calls = town.slack.calls(method).toString();
      for (String piece : pieces) {
        if (calls.contains(piece)) {
          return;
        }
      }
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError(
        "no call of " + method + " with " + pieces[0] + " in " + town.slack.calls(method));
  }
}
