package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.View;
import dev.spadework.journal.Claim;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ButtonsTest {
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

  private TaskEvent.Decided decided(Claim claim) {
    List<dev.spadework.task.Gates.Settled> settled = town.now(claim).gates().settled();
    assertThat(settled).hasSize(1);
    return settled.get(0).decided();
  }

  private void press(String user, Message message, String label) {
    Delivered delivered = town.slack.press(user, CHANNEL, message.ts(), label);
    assertThat(delivered.acknowledged()).as(delivered.answer()).isTrue();
  }

  private void pressAsDrawn(String user, Message message, String label) {
    Message.Button button =
        message.buttons().stream().filter(b -> b.label().equals(label)).findFirst().orElseThrow();
    assertThat(town.slack.press(user, message, button).acknowledged()).isTrue();
  }

  private static boolean undecidable(Message message) {
    return message.buttons().stream().allMatch(b -> b.label().equals("Add a reason"));
  }

  @Test
  void theFirstPressDecidesAndTheSecondIsToldWhoDid() throws Exception {
    town.open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message gate = town.message(claim, "gate-g1");
    assertThat(gate.buttons())
        .extracting(Message.Button::label)
        .containsExactly("Approve", "Reject", "Change the plan");
    press(BOB, gate, "Approve");
    assertThat(decided(claim)).isEqualTo(new TaskEvent.Decided("g1", Choice.APPROVE, BOB, ""));
    pressAsDrawn(ANN, gate, "Reject");
    Message told = town.privately(ANN, "That was already decided: Approve, by @bob at ");
    assertThat(told.threadTs()).isEqualTo(gate.threadTs());
    Message edited = town.await(m -> m.ts().equals(gate.ts()) && undecidable(m));
    assertThat(edited.words()).contains("Approved by @bob, ").contains("Which columns?");
    assertThat(town.now(claim).ending()).isEmpty();
  }

  @Test
  void aButtonOfAnEarlierQuestionIsExplained() throws Exception {
    town.open();
    Claim claim = town.task();
    Gate gate = town.gate(claim, Gate.Kind.UNCERTAIN);
    Message drawn = town.message(claim, "gate-g1");
    Gate other = Gate.of(gate.id(), gate.kind(), gate.subject(), "Something else?", List.of());
    town.journal.add(claim.task(), Optional.empty(), new TaskEvent.GateOpened(other));
    pressAsDrawn(BOB, drawn, "Approve");
    town.privately(BOB, "These buttons belong to an earlier question");
    assertThat(town.now(claim).gates().open()).contains(other);
  }

  @Test
  void onlyApproversAndTheRequesterDecide() throws Exception {
    town.approvers("U0CEM").open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message gate = town.message(claim, "gate-g1");
    press(BOB, gate, "Approve");
    town.privately(BOB, "Deciding this needs @ann, @U0CEM");
    assertThat(town.now(claim).gates().open()).isPresent();
    press(ANN, gate, "Approve");
    assertThat(decided(claim).by()).isEqualTo(ANN);
  }

  @Test
  void aMemberOfAnApproversGroupDecides() throws Exception {
    town.approvers(SlackStandIn.GROUP).open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    press(BOB, town.message(claim, "gate-g1"), "Reject");
    Task task = town.now(claim);
    assertThat(task.phase()).isEqualTo(Phase.REJECTED);
    town.await(m -> m.says("Rejected by @bob") && undecidable(m));
  }

  @Test
  void aChoiceThatNeedsTextDecidesWhenTheTextArrives() throws Exception {
    town.open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.TESTS);
    Message gate = town.message(claim, "gate-g1");
    press(ANN, gate, "Retry with a hint");
    View view = town.slack.awaitView(ANN, SlackTown.SOON);
    assertThat(town.now(claim).gates().open()).isPresent();
    assertThat(town.slack.submit(ANN, view.id(), Map.of("text_input", " ")).answer())
        .contains("errors");
    assertThat(
            town.slack
                .submit(ANN, view.id(), Map.of("text_input", "quote <always> & everywhere"))
                .acknowledged())
        .isTrue();
    assertThat(decided(claim))
        .isEqualTo(
            new TaskEvent.Decided(
                "g1", Choice.RETRY_WITH_HINT, ANN, "quote <always> & everywhere"));
    Message edited = town.await(m -> m.ts().equals(gate.ts()) && undecidable(m));
    assertThat(edited.words())
        .contains("Retry with a hint, asked for by @ann")
        .contains("\"quote &lt;always&gt; &amp; everywhere\"");
  }

  @Test
  void aTextThatComesTooLateIsExplained() throws Exception {
    town.open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.TESTS);
    Message gate = town.message(claim, "gate-g1");
    press(ANN, gate, "Change the plan");
    View view = town.slack.awaitView(ANN, SlackTown.SOON);
    press(BOB, gate, "Open as draft anyway");
    town.slack.submit(ANN, view.id(), Map.of("text_input", "smaller steps"));
    town.privately(ANN, "That was already decided: Open as draft anyway, by @bob");
  }

  @Test
  void anOptionOfTheQuestionIsTheAnswer() throws Exception {
    town.open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN, "All five", "Only three");
    press(ANN, town.message(claim, "gate-g1"), "Only three");
    assertThat(decided(claim))
        .isEqualTo(new TaskEvent.Decided("g1", Choice.ANSWER, ANN, "Only three"));
  }

  @Test
  void theCancelButtonStopsTheTaskAndClosesItsQuestion() throws Exception {
    town.open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.MONEY);
    Message gate = town.message(claim, "gate-g1");
    assertThat(gate.buttons())
        .extracting(Message.Button::label)
        .containsExactly("Continue with +$0.50", "Stop");
    Message card = town.message(claim, "card");
    press(BOB, card, "Cancel");
    assertThat(town.now(claim).phase()).isEqualTo(Phase.CANCELLED);
    town.privately(BOB, "is stopped");
    town.await(m -> m.ts().equals(gate.ts()) && m.says("Not decided: @bob stopped the task"));
    town.await(m -> m.ts().equals(card.ts()) && m.buttons().isEmpty());
    pressAsDrawn(ANN, card, "Cancel");
    town.privately(ANN, "has ended already: stopped, by @bob");
  }

  @Test
  void buttonsWorkAfterARestart() throws Exception {
    town.open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message gate = town.message(claim, "gate-g1");
    town.restart();
    press(BOB, gate, "Approve");
    assertThat(decided(claim).choice()).isEqualTo(Choice.APPROVE);
    town.await(m -> m.ts().equals(gate.ts()) && undecidable(m));
  }

  @Test
  void aReplyAnswersTheOpenQuestionOnce() throws Exception {
    town.open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message gate = town.message(claim, "gate-g1");
    List<Delivered> sent =
        town.slack.reply(BOB, CHANNEL, gate.threadTs().orElseThrow(), "all five &amp; no symbol");
    assertThat(sent).allMatch(Delivered::acknowledged);
    assertThat(decided(claim))
        .isEqualTo(new TaskEvent.Decided("g1", Choice.ANSWER, BOB, "all five & no symbol"));
    int entries = town.journal.entries(claim.task()).size();
    town.slack.redeliver(sent.get(0), 1);
    assertThat(said(claim)).isZero();
    assertThat(town.journal.entries(claim.task())).hasSizeGreaterThanOrEqualTo(entries);
  }

  @Test
  void aReplyWithoutAQuestionSteers() throws Exception {
    town.open();
    Claim claim = town.task();
    Message root = town.message(claim, "root");
    town.message(claim, "card");
    List<Delivered> sent = town.slack.reply(ANN, CHANNEL, root.ts(), "use the old format");
    town.slack.redeliver(sent.get(0), 1);
    assertThat(said(claim)).isEqualTo(1);
  }

  @Test
  void aReplyOfSomebodyWhoMayNotDecideIsOnlyHeard() throws Exception {
    town.approvers("U0CEM").open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message gate = town.message(claim, "gate-g1");
    String calling = "<@" + dev.spadework.desk.SlackStandIn.BOT + "> all five";
    town.slack.reply(BOB, CHANNEL, gate.threadTs().orElseThrow(), calling);
    town.privately(BOB, "I have noted your reply. The decision itself needs @ann, @U0CEM");
    assertThat(town.now(claim).gates().open()).isPresent();
    assertThat(said(claim)).isEqualTo(1);
  }

  @Test
  void aMessageElsewhereIsNoReply() throws Exception {
    town.open();
    Claim claim = town.task();
    town.message(claim, "card");
    town.slack.say(BOB, CHANNEL, "good morning");
    String other = town.slack.messages(CHANNEL).get(1).ts();
    town.slack.reply(ANN, CHANNEL, other, "good morning bob");
    assertThat(said(claim)).isZero();
  }

  private long said(Claim claim) {
    return town.journal.entries(claim.task()).stream()
        .filter(entry -> entry.event() instanceof TaskEvent.Said)
        .count();
  }
}
