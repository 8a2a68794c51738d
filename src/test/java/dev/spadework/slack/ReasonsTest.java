package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.desk.View;
import dev.spadework.journal.Claim;
import dev.spadework.task.Aside;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonsTest {
  @TempDir Path folder;
  private SlackTown town;
  private Claim claim;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).open();
    claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Message press(String user, Message message, String label) {
    assertThat(town.slack.press(user, CHANNEL, message.ts(), label).acknowledged()).isTrue();
    return message;
  }

  private Message decided(String choice) throws Exception {
    Message gate = press(BOB, town.message(claim, "gate-g1"), choice);
    return town.await(m -> m.ts().equals(gate.ts()) && m.says("Add a reason"));
  }

  private void say(String user, String words) throws Exception {
    View view = town.slack.awaitView(user, SlackTown.SOON);
    assertThat(town.slack.submit(user, view.id(), Map.of("text_input", words)).acknowledged())
        .isTrue();
  }

  private List<Aside.Reasoned> reasons() {
    return town.journal.entries(claim.task()).stream()
        .map(Entry::event)
        .filter(Aside.Reasoned.class::isInstance)
        .map(Aside.Reasoned.class::cast)
        .toList();
  }

  @Test
  void theDeciderMaySayWhyAfterThePressAndTheLastWordCounts() throws Exception {
    Message card = decided("Approve");
    assertThat(card.buttons()).extracting(Message.Button::label).containsExactly("Add a reason");
    press(BOB, card, "Add a reason");
    say(BOB, "all five columns, no symbol");
    town.privately(BOB, "Your reason is noted.");
    Message said =
        town.await(m -> m.ts().equals(card.ts()) && m.says("\"all five columns, no symbol\"."));
    assertThat(said.words()).containsPattern("Approved by @bob, \\d\\d:\\d\\d, \"all five");
    press(BOB, said, "Change the reason");
    say(BOB, "only three");
    town.await(m -> m.ts().equals(card.ts()) && m.says("\"only three\"."));
    assertThat(reasons())
        .containsExactly(
            new Aside.Reasoned("g1", BOB, "all five columns, no symbol"),
            new Aside.Reasoned("g1", BOB, "only three"));
    assertThat(town.now(claim).gates().settled()).hasSize(1);
  }

  @Test
  void onlyTheDeciderMay() throws Exception {
    press(ANN, decided("Approve"), "Add a reason");
    town.privately(ANN, "Only @bob, who decided, can give the reason here.");
    assertThat(reasons()).isEmpty();
  }

  @Test
  void aRejectionEndsTheTaskAndItsReasonStillStandsOnTheCard() throws Exception {
    Message card = decided("Reject");
    assertThat(town.now(claim).phase()).isEqualTo(Phase.REJECTED);
    town.message(claim, "outcome");
    press(BOB, card, "Add a reason");
    say(BOB, "not this quarter");
    town.privately(BOB, "The task has ended, so no agent reads it.");
    town.await(m -> m.ts().equals(card.ts()) && m.says("\"not this quarter\"."));
  }

  @Test
  void aReasonForADecisionThatNobodyMadeIsExplained() throws Exception {
    Message gate = town.message(claim, "gate-g1");
    String value = Reasons.value(claim.task(), "g1");
    Message.Button forged =
        new Message.Button(
            "Add a reason", Reasons.ACTION, "reason", Blocks.button("x", Reasons.ACTION, value));
    town.slack.press(BOB, gate, forged);
    town.privately(BOB, "I do not know the task behind this button");
  }
}
