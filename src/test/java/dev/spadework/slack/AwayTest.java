package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Fault;
import dev.spadework.desk.Message;
import dev.spadework.journal.Claim;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.Plan;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slack is away, or what a task needs is; no clock is waited for. */
class AwayTest {
  private static final Plan PLAN =
      new Plan(
          "Export",
          List.of(
              new Plan.Step("Find it", List.of("A.java")),
              new Plan.Step("Change it", List.of("B.java")),
              new Plan.Step("Test it", List.of("C.java"))),
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

  @Test
  void tenMinutesWithoutSlackLoseNothingAndDoubleNothing() throws Exception {
    Claim early = town.task();
    Message card = town.message(early, "card");
    town.journal.fact(early, new TaskEvent.PlanMade(PLAN));
    town.await(m -> m.ts().equals(card.ts()) && m.says("Find it"));
    town.slack.fail("*", new Fault.Down(), 100_000);
    int editsBefore = edits(card.ts());
    Claim late = town.task();
    town.gate(late, Gate.Kind.UNCERTAIN);
    for (int step = 1; step <= 3; step++) {
      town.journal.fact(early, new TaskEvent.StepDone(step));
      town.clock.forward(Duration.ofMinutes(3));
      awaitTries();
    }
    town.clock.forward(Duration.ofMinutes(1));
    town.slack.heal();
    town.awaitLater(town.named(late, "gate-g1"));
    Message now = town.awaitLater(m -> m.ts().equals(card.ts()) && edits(m.ts()) > editsBefore);
    assertThat(now.edits()).hasSize(editsBefore + 1);
    assertThat(now.words()).contains("Find it", "Test it");
    for (String name : List.of("root", "card")) {
      assertThat(town.count(name)).as(name).isEqualTo(2);
    }
    assertThat(town.count("gate-g1")).isEqualTo(1);
  }

  private int edits(String ts) {
    return town.slack.message(CHANNEL, ts).edits().size();
  }

  /** The bot has tried again since and met a closed door. */
  private void awaitTries() throws InterruptedException {
    int before = calls();
    for (int i = 0; i < 500 && calls() == before; i++) {
      town.clock.forward(Duration.ofMillis(500));
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(calls()).isGreaterThan(before);
  }

  private int calls() {
    return java.util.stream.Stream.of(
            "chat.postMessage", "chat.update", "conversations.history", "conversations.replies")
        .mapToInt(method -> town.slack.calls(method).size())
        .sum();
  }

  @Test
  void answersThatAreCutOrWrongMakeNoSecondMessage() throws Exception {
    town.slack.fail("chat.postMessage", new Fault.CutAfter(), 1);
    town.slack.fail("chat.postMessage", new Fault.Down(), 1);
    town.slack.fail("chat.postMessage", new Fault.Refused("internal_error"), 1);
    town.slack.fail("conversations.history", new Fault.Down(), 1);
    town.slack.fail("conversations.replies", new Fault.Refused("ratelimited"), 1);
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    town.awaitLater(town.named(claim, "gate-g1"));
    for (String name : List.of("root", "card", "gate-g1")) {
      assertThat(town.count(name)).as(name).isEqualTo(1);
    }
  }

  @Test
  void aLongOutageOfWhatATaskNeedsIsOneMessageThatIsEditedWhenItIsOver() throws Exception {
    Claim claim = town.task();
    town.journal.fact(claim, new TaskEvent.PlanMade(PLAN));
    stall(claim, 1);
    town.message(claim, "card");
    town.clock.forward(Duration.ofMinutes(4));
    stall(claim, 2);
    town.clock.forward(Duration.ofMinutes(5));
    town.await(m -> m.says("waiting to try again"));
    assertThat(town.all()).noneMatch(m -> m.says("has not answered for"));
    town.clock.forward(Duration.ofMinutes(2));
    Message notice = town.awaitLater(m -> m.says("has not answered for 10 min"));
    assertThat(notice.words()).contains("(gemini: 503; tried 2 times)", "The work so far is kept");
    assertThat(notice.buttons()).extracting(Message.Button::label).containsExactly("Stop");
    stall(claim, 3);
    town.awaitLater(m -> m.ts().equals(notice.ts()) && m.says("tried 3 times"));
    replied(claim);
    Message over = town.awaitLater(m -> m.ts().equals(notice.ts()) && m.says("answers again"));
    assertThat(over.buttons()).isEmpty();
    assertThat(over.words()).contains("after 11 min").contains("Nothing was lost");
    stall(claim, 1);
    town.clock.forward(Duration.ofMinutes(11));
    town.awaitLater(m -> !m.ts().equals(notice.ts()) && m.says("has not answered for 10 min"));
    town.journal.add(
        claim.task(), Optional.empty(), new TaskEvent.GaveUp(Ending.Blame.WORLD, "503", ""));
    town.awaitLater(m -> m.says("ended while I waited") && m.buttons().isEmpty());
  }

  @Test
  void theStopButtonOfAnOutageStopsTheTask() throws Exception {
    Claim claim = town.task();
    stall(claim, 1);
    town.clock.forward(Duration.ofMinutes(11));
    Message notice = town.awaitLater(m -> m.says("has not answered for 10 min"));
    town.slack.press(ANN, CHANNEL, notice.ts(), "Stop");
    town.message(claim, "outcome");
    assertThat(town.now(claim).ending().orElseThrow().kind()).isEqualTo(Ending.Kind.CANCELLED);
  }

  private void stall(Claim claim, int attempt) {
    town.journal.fact(
        claim, new TaskEvent.ModelAsked(TaskEvent.Purpose.WORK, "gemini", 100, 1_000));
    town.journal.fact(
        claim, new TaskEvent.Stalled("gemini: 503", attempt, town.clock.instant().plusSeconds(60)));
  }

  private void replied(Claim claim) {
    town.journal.fact(
        claim, new TaskEvent.ModelAsked(TaskEvent.Purpose.WORK, "gemini", 100, 1_000));
    town.journal.fact(
        claim,
        new TaskEvent.ModelReplied(
            TaskEvent.Purpose.WORK,
            "gemini",
            "on",
            List.of(),
            new dev.spadework.task.Usage(1, 0, 1, 0),
            10,
            "STOP",
            "{}",
            5));
  }

  @Test
  void aTaskThatEndedWhileSlackWasAwayShowsItsOutcome() throws Exception {
    town.slack.fail("*", new Fault.Down(), 100_000);
    Claim claim = town.task();
    town.journal.fact(claim, new DeliveryEvent.Committed("c0ffee", "tree1", "spadework/x"));
    town.journal.fact(
        claim, new DeliveryEvent.PullRequestOpened("acme/billing", 9, "https://x.y/9", "T", false));
    town.clock.forward(Duration.ofMinutes(10));
    town.slack.heal();
    Message outcome = town.awaitLater(town.named(claim, "outcome"));
    assertThat(outcome.buttons())
        .extracting(Message.Button::label)
        .containsExactly("Open pull request", "Why", "Retry with a hint");
    assertThat(town.count("root")).isEqualTo(1);
  }
}
