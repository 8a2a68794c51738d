package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Said;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.journal.Claim;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepliesTest {
  @TempDir Path folder;
  private SlackTown town;
  private Claim claim;
  private String root;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).open();
    claim = town.task();
    root = town.message(claim, Messages.ROOT).ts();
    // The card is drawn once the journal knows the root.
    town.message(claim, Messages.CARD);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Said reply(String user, String text) {
    Said said = town.slack.reply(user, CHANNEL, root, text);
    assertThat(said).allMatch(sent -> sent.acknowledged());
    return said;
  }

  private List<String> heard() {
    return town.journal.entries(claim.task()).stream()
        .map(Entry::event)
        .filter(TaskEvent.Said.class::isInstance)
        .map(event -> ((TaskEvent.Said) event).by() + ": " + ((TaskEvent.Said) event).text())
        .toList();
  }

  @Test
  void theRequestersReplySteersAndIsSeenToBeHeardUntilTheModelIsAsked() throws Exception {
    Said said = reply(ANN, "use semicolons &amp; quotes");
    assertThat(heard()).containsExactly(ANN + ": use semicolons & quotes");
    town.await(m -> m.says("Heard from @ann: use semicolons &amp; quotes"));
    assertThat(town.slack.redeliver(said.get(0), 1).acknowledged()).isTrue();
    assertThat(heard()).hasSize(1);
    town.journal.fact(claim, new TaskEvent.ModelAsked(Purpose.WORK, "m", 1, 1));
    String card = town.message(claim, Messages.CARD).ts();
    town.await(m -> m.ts().equals(card) && !m.says("Heard from"));
    town.await(m -> m.ts().equals(said.ts()));
    assertThat(town.slack.calls("reactions.add")).hasSize(1);
  }

  @Test
  void twoColleaguesWhoTalkToEachOtherSteerNobody() {
    reply(BOB, "this looks odd to me");
    reply(SlackStandIn.CEM, "to me too, let us drop the export altogether");
    reply(ANN, "<@" + BOB + "> why odd?");
    assertThat(heard()).isEmpty();
  }

  @Test
  void whoCallsTheBotIsHeardOnceThoughItArrivesAsTwoEvents() {
    reply(BOB, "<@" + SlackStandIn.BOT + "> keep the old header please");
    assertThat(heard()).containsExactly(BOB + ": keep the old header please");
  }

  @Test
  void anOpenQuestionIsAnsweredByWhoeverMayUnlessTheyCallSomebodyElse() {
    Gate gate = town.gate(claim, Gate.Kind.UNCERTAIN);
    reply(BOB, "<@" + ANN + "> what do you think?");
    assertThat(town.now(claim).gates().open()).contains(gate);
    reply(BOB, "all five columns");
    assertThat(town.now(claim).gates().open()).isEmpty();
    assertThat(town.now(claim).gates().byId(gate.id()))
        .hasValueSatisfying(s -> assertThat(s.decided().text()).isEqualTo("all five columns"));
  }

  @Test
  void afterTheCommitThePersonIsToldThatItCameTooLate() throws Exception {
    town.journal.fact(claim, new DeliveryEvent.Committed("c", "t", "b"));
    reply(ANN, "use semicolons");
    reply(BOB, "nice");
    assertThat(heard()).isEmpty();
    town.privately(ANN, "came too late");
    assertThat(town.slack.ephemerals(BOB)).isEmpty();
  }

  @Test
  void aReplyThatIsEditedIsSaidAgainAsACorrection() {
    Said said = reply(ANN, "use semicolons");
    Said edit = town.slack.edit(ANN, CHANNEL, said.ts(), "use tabs");
    assertThat(town.slack.redeliver(edit.get(0), 1).acknowledged()).isTrue();
    town.slack.edit(ANN, CHANNEL, said.ts(), "use  tabs ");
    assertThat(heard())
        .startsWith(
            ANN + ": use semicolons",
            ANN + ": Correction of an earlier message, which now reads: use tabs")
        .hasSizeLessThanOrEqualTo(3);
    town.slack.delete(ANN, CHANNEL, said.ts());
    assertThat(town.now(claim).ending()).isEmpty();
  }

  @Test
  void repliesInTheThreadOfAnotherMessageAreNotOurs() {
    Said other = town.slack.say(BOB, CHANNEL, "lunch?");
    town.slack.reply(ANN, CHANNEL, other.ts(), "yes, at noon");
    assertThat(heard()).isEmpty();
  }
}
