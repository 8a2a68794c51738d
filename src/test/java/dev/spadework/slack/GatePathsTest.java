package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.View;
import dev.spadework.journal.Claim;
import dev.spadework.task.Choice;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Gates;
import dev.spadework.task.Plan;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a question is settled, and what its buttons say then. */
class GatePathsTest {
  private static final Plan PLAN =
      new Plan(
          "Export",
          List.of(new Plan.Step("Write it", List.of("Csv.java"))),
          List.of(),
          List.of(),
          "",
          0.9,
          List.of());

  @TempDir Path folder;
  private SlackTown town;
  private Claim claim;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).open();
    claim = town.task();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private static Message.Button button(Message message, String label) {
    return message.buttons().stream()
        .filter(b -> b.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static Message.Button carrying(String value, String block) {
    return new Message.Button(
        "Approve", "gate_approve", block, Blocks.button("Approve", "gate_approve", value));
  }

  private void dead(Message gate, String line) throws Exception {
    Message closed = town.await(m -> m.ts().equals(gate.ts()) && m.says(line));
    assertThat(closed.buttons()).extracting(Message.Button::label).doesNotContain("Approve");
  }

  private void happens(TaskEvent event) {
    town.journal.add(claim.task(), Optional.empty(), event);
  }

  private long decisions() {
    return town.journal.entries(claim.task()).stream()
        .filter(entry -> entry.event() instanceof TaskEvent.Decided)
        .count();
  }

  @Test
  void ofTwoPressesAtOnceOneDecidesAndTheOtherIsTold() throws Exception {
    for (int i = 1; i <= 10; i++) {
      town.gate(claim, Gate.Kind.COMMAND);
      Message gate = town.message(claim, "gate-g" + i);
      CountDownLatch together = new CountDownLatch(1);
      CompletableFuture<Delivered> bob = pressing(together, BOB, gate, "Approve");
      CompletableFuture<Delivered> ann = pressing(together, ANN, gate, "Reject");
      together.countDown();
      assertThat(bob.get().acknowledged() && ann.get().acknowledged()).isTrue();
      assertThat(decisions()).isEqualTo(i);
      Gates.Settled settled = town.now(claim).gates().settled().get(i - 1);
      boolean bobWon = settled.decided().by().equals(BOB);
      assertThat(settled.decided().choice()).isEqualTo(bobWon ? Choice.APPROVE : Choice.REJECT);
      town.privately(
          bobWon ? ANN : BOB,
          "That was already decided: " + (bobWon ? "Approve, by @bob" : "Reject, by @ann"));
      dead(gate, bobWon ? "Approved by @bob" : "Rejected by @ann");
    }
  }

  private CompletableFuture<Delivered> pressing(
      CountDownLatch together, String user, Message gate, String label) {
    Message.Button button = button(gate, label);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            together.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return town.slack.press(user, gate, button);
        });
  }

  @Test
  void aValueThatIsNoneOfOursDecidesNothingAndIsExplained() throws Exception {
    Gate gate = town.gate(claim, Gate.Kind.UNCERTAIN);
    Message drawn = town.message(claim, "gate-g1");
    String good = Pressed.of(claim.task(), gate, Choice.APPROVE).value();
    Set<String> told = new HashSet<>();
    for (String value :
        List.of(
            "x",
            good.replace(claim.task(), "t-00000000"),
            good + "|",
            good.replace("APPROVE", "MERGE"),
            "reason|" + claim.task(),
            "||||")) {
      assertThat(town.slack.press(BOB, drawn, carrying(value, "gate")).acknowledged()).isTrue();
      town.await(m -> m.says("I do not know the task behind") && told.add(m.ts()));
    }
    town.slack.press(BOB, drawn, carrying(good.replace(gate.hash(), "0000000000000000"), "gate"));
    town.privately(BOB, "These buttons belong to an earlier question");
    String other = Pressed.of(claim.task(), gate, Choice.STOP).value();
    town.slack.press(ANN, drawn, carrying(other, "gate"));
    town.privately(ANN, "These buttons belong to an earlier question");
    assertThat(decisions()).isZero();
  }

  @Test
  void aPressElsewhereDecidesAndTheCardFollows() throws Exception {
    Gate gate = town.gate(claim, Gate.Kind.UNCERTAIN);
    Message card = town.message(claim, "gate-g1");
    Message digest = town.message(claim, "root");
    String value = Pressed.of(claim.task(), gate, Choice.APPROVE).value();
    town.slack.press(BOB, digest, carrying(value, "digest"));
    dead(card, "Approved by @bob");
    assertThat(town.now(claim).posts().get("gate-g1").ts()).isEqualTo(card.ts());
  }

  @Test
  void aTaskThatEndsClosesItsQuestionAndLatePressesAreTold() throws Exception {
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message card = town.message(claim, "gate-g1");
    happens(new TaskEvent.GaveUp(Ending.Blame.WORLD, "the repository is gone", ""));
    dead(card, "Not decided: the task ended first");
    town.slack.press(BOB, card, button(card, "Approve"));
    town.privately(BOB, "has ended already");
  }

  @Test
  void aRevisedPlanLeavesTheOldButtonsDeadAndSaysWhichVersionFollows() throws Exception {
    happens(new TaskEvent.PlanMade(PLAN));
    town.gate(claim, Gate.Kind.PLAN);
    Message first = town.message(claim, "gate-g1");
    town.slack.reply(ANN, CHANNEL, first.threadTs().orElseThrow(), "leave out the docs");
    dead(first, "Answered by @ann");
    assertThat(town.slack.message(CHANNEL, first.ts()).words())
        .contains("\"leave out the docs\". Version 2 of the plan follows.");
    happens(new TaskEvent.PlanMade(PLAN));
    town.gate(claim, Gate.Kind.PLAN);
    town.slack.press(BOB, first, button(first, "Approve"));
    town.privately(BOB, "That was already decided: Answer, by @ann at");
    assertThat(town.now(claim).gates().open()).isPresent();
    assertThat(decisions()).isEqualTo(1);
  }

  @Test
  void thePlanOfAWorkingTaskIsChangedFromItsCard() throws Exception {
    happens(new TaskEvent.BasePinned("main", "c0ffee", "ba5e"));
    happens(new TaskEvent.PlanMade(PLAN));
    Message card =
        town.await(
            m -> m.buttons().stream().anyMatch(b -> b.actionId().equals("change_plan_task")));
    assertThat(card.buttons())
        .extracting(Message.Button::label)
        .containsExactly("Change the plan", "Cancel");
    town.slack.press(ANN, CHANNEL, card.ts(), "Change the plan");
    View view = town.slack.awaitView(ANN, SlackTown.SOON);
    town.slack.submit(ANN, view.id(), Map.of("text_input", "leave out the docs"));
    town.privately(ANN, "I make the plan again with what you said.");
    assertThat(town.journal.entries(claim.task()))
        .extracting(Entry::event)
        .contains(new TaskEvent.PlanChangeAsked(ANN, "leave out the docs"));
    assertThat(town.now(claim).replan()).isTrue();
    Plan second =
        new Plan(
            "Export",
            List.of(new Plan.Step("Write it with quoting", List.of("Csv.java"))),
            List.of(),
            List.of(),
            "",
            0.9,
            List.of());
    happens(new TaskEvent.PlanMade(second));
    town.await(
        m ->
            m.ts().equals(card.ts())
                && m.says("Plan, version 2. ~ changed: 1. Write it with quoting (was: Write it)"));
    happens(new TaskEvent.Cancelled(BOB));
    town.slack.press(ANN, card, button(card, "Change the plan"));
    town.privately(ANN, "It is too late to change the plan: the task has ended.");
  }

  @Test
  void whoMayNotDecideMayNotChangeThePlanEither() throws Exception {
    town.stop();
    town.approvers("U0CEM").open();
    happens(new TaskEvent.PlanMade(PLAN));
    Message card =
        town.await(
            m -> m.buttons().stream().anyMatch(b -> b.actionId().equals("change_plan_task")));
    town.slack.press(BOB, CHANNEL, card.ts(), "Change the plan");
    town.privately(BOB, "Deciding this needs @ann, @U0CEM");
    assertThat(town.now(claim).replan()).isFalse();
  }
}
