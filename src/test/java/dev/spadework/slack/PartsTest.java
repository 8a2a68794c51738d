package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.journal.Claim;
import dev.spadework.report.PartsCard;
import dev.spadework.report.Question;
import dev.spadework.task.Aside;
import dev.spadework.task.Gate;
import dev.spadework.task.Plan;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The card of a plan that is too large, and its buttons. */
class PartsTest {
  @TempDir Path folder;
  private SlackTown town;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Message card(Claim claim) throws Exception {
    Plan plan =
        new Plan(
            "Three exports",
            List.of(
                new Plan.Step("Write the CSV", List.of("Csv.java")),
                new Plan.Step("Write the PDF", List.of("Pdf.java")),
                new Plan.Step("Document both", List.of())),
            List.of(),
            List.of(),
            "",
            0.9,
            List.of());
    add(claim, new Aside.PlanSized(town.now(claim).planVersion() + 1, List.of(1, 2), 2, 0, 0));
    add(claim, new TaskEvent.PlanMade(plan));
    Question asks = PartsCard.of(town.now(claim));
    Gate.Kind kind = Gate.Kind.SIZE;
    add(
        claim,
        new TaskEvent.GateOpened(
            Gate.of("g1", kind, "plan-1", asks.question(), asks.details(), asks.options())));
    return town.message(claim, "gate-g1");
  }

  private void add(Claim claim, TaskEvent event) {
    town.journal.add(claim.task(), Optional.empty(), event);
  }

  private void press(String user, Message message, String label) {
    Message.Button button =
        message.buttons().stream().filter(b -> b.label().equals(label)).findFirst().orElseThrow();
    assertThat(town.slack.press(user, message, button).acknowledged()).isTrue();
  }

  @Test
  void aPartIsStartedOnceByWhoeverPressesFirstAndTheCardSaysSo() throws Exception {
    town.open();
    Claim claim = town.task();
    Message card = card(claim);
    assertThat(card.words())
        .contains("too large for one task: 3 steps, 2 files. I propose 2 tasks instead.")
        .contains("Part 2: Write the PDF (`Pdf.java`); Document both");
    assertThat(card.buttons())
        .extracting(Message.Button::label)
        .containsExactly(
            "Start part 1", "Start part 2", "Start all in order", "Do it as one anyway", "Stop");
    press(BOB, card, "Start part 2");
    press(ANN, card, "Start part 2");
    town.privately(ANN, "That part was started already");
    press(ANN, card, "Do it as one anyway");
    assertThat(town.now(claim).asides().parting().started()).containsOnlyKeys(2);
    assertThat(town.now(claim).gates().open()).isPresent();
    Task whole = town.now(claim);
    Request request = whole.request().but().part(new Request.PartOf(whole.id(), 2, 2)).make();
    String child = town.journal.open("part", request).task();
    add(claim, new Aside.PartOpened("g1", 2, child));
    Message edited =
        town.await(m -> m.ts().equals(card.ts()) && m.says("Part 2 was started by @bob: task"));
    assertThat(edited.words()).contains(child);
    assertThat(edited.buttons())
        .extracting(Message.Button::label)
        .containsExactly("Start part 1", "Start all in order", "Stop");
    town.await(m -> m.says("part 2 of 2 of task `" + whole.id() + "`"));
  }

  @Test
  void whoMayNotDecideStartsNothing() throws Exception {
    town.approvers("U0CEM").open();
    Claim claim = town.task();
    Message card = card(claim);
    press(BOB, card, "Start part 1");
    town.privately(BOB, "Deciding this needs");
    press(BOB, card, "Start all in order");
    assertThat(town.now(claim).asides().parting().begun()).isFalse();
  }
}
