package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Fault;
import dev.spadework.desk.Message;
import dev.spadework.desk.View;
import dev.spadework.journal.Claim;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Gate;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomesTest {
  @TempDir Path folder;
  private SlackTown town;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).approvers(BOB).open();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private View home(String user, String words) throws InterruptedException {
    return town.slack.awaitHome(user, view -> view.words().contains(words), SlackTown.SOON);
  }

  private View without(String user, String words) throws InterruptedException {
    return town.slack.awaitHome(user, view -> !view.words().contains(words), SlackTown.SOON);
  }

  @Test
  void whoOpensItSeesThatNothingNeedsThemAndCanGiveATask() throws Exception {
    town.slack.openHome(ANN);
    View home = home(ANN, "Nothing needs you.");
    assertThat(home.body().toString()).contains("\"open_form\"");
    assertThat(home.words())
        .contains("Give me a task")
        .contains("Nothing of yours is under way.")
        .contains("Your tasks: $0.00 of $10")
        .contains("All tasks: $0.00 of $20");
  }

  @Test
  void aTaskMovesThroughThePageByItself() throws Exception {
    town.slack.openHome(ANN);
    home(ANN, "Nothing needs you.");
    town.slack.command(ANN, CHANNEL, "add CSV export to invoices");
    assertThat(home(ANN, "In the queue").words()).contains("next in line");
    Claim claim = town.journal.claim("w1", Duration.ofMinutes(5)).orElseThrow();
    without(ANN, "In the queue");
    town.gate(claim, Gate.Kind.UNCERTAIN);
    home(ANN, "waiting");
    town.slack.pressHome(ANN, "Approve");
    assertThat(town.now(claim).gates().settled().get(0).decided().by()).isEqualTo(ANN);
    home(ANN, "Nothing needs you.");
    Claim again = town.journal.claim("w2", Duration.ofMinutes(5)).orElseThrow();
    town.journal.fact(
        again,
        new DeliveryEvent.PullRequestOpened(
            "acme/billing", 418, "https://x/418", "Add CSV", false));
    home(ANN, "acme/billing#418");
    town.journal.add(
        claim.task(),
        Optional.empty(),
        new DeliveryEvent.PullRequestSeen(PullState.MERGED, "", "", "dee"));
    home(ANN, "Add CSV (merged)");
  }

  @Test
  void aPressThatComesTooLateIsAnsweredOnThePage() throws Exception {
    town.slack.openHome(BOB);
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    home(BOB, "waiting");
    town.slack.fail("views.publish", new Fault.Down(), 1);
    town.journal.decide(
        claim.task(), now -> Optional.of(new TaskEvent.Decided("g1", Choice.REJECT, ANN, "")));
    town.slack.pressHome(BOB, "Approve");
    home(BOB, "That was already decided: Reject, by @ann");
  }

  @Test
  void onlyThoseWhoMayDecideSeeTheQuestionAndNobodySeesWhatIsPrivate() throws Exception {
    String eve = dev.spadework.desk.SlackStandIn.CEM;
    town.slack.openHome(eve);
    town.slack.openHome(BOB);
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    home(BOB, claim.task());
    assertThat(home(eve, "One task of somebody else").words())
        .doesNotContain(claim.task())
        .doesNotContain("CSV");

    town.journal.open("k", Request.of("a secret", "acme/billing", 1, ANN, "D0ANN").make());
    Claim secret = town.journal.claim("w", Duration.ofMinutes(5)).orElseThrow();
    town.gate(secret, Gate.Kind.UNCERTAIN);
    assertThat(home(BOB, "There are 2 tasks of other people").words())
        .doesNotContain(secret.task())
        .doesNotContain("secret");
  }

  @Test
  void whatSlackDidNotTakeIsShownLaterAndARestartForgetsNobody() throws Exception {
    town.slack.fail("views.publish", new Fault.Limited(1), 1);
    town.slack.openHome(ANN);
    town.clock.forward(Duration.ofSeconds(30));
    home(ANN, "Nothing needs you.");
    town.restart();
    town.slack.command(ANN, CHANNEL, "add CSV export to invoices");
    home(ANN, "add CSV export");
  }

  @Test
  void anApproverPausesAndResumesAllWorkFromTheirPage() throws Exception {
    town.slack.openHome(ANN);
    town.slack.openHome(BOB);
    home(ANN, "Nothing needs you.");
    home(BOB, "Pause all work");
    town.slack.pressHome(BOB, "Pause all work");
    home(BOB, "Resume work");
    assertThat(town.journal.queue().switches().paused()).isPresent();
    assertThat(home(ANN, "Paused by @bob").words()).doesNotContain("Resume work");
    town.slack.pressHome(BOB, "Resume work");
    home(BOB, "Pause all work");
    assertThat(town.journal.queue().switches().paused()).isEmpty();
  }

  @Test
  void anUnchangedPageIsNotPublishedAgain() throws Exception {
    town.slack.openHome(BOB);
    home(BOB, "Nothing needs you.");
    int before = town.slack.calls("views.publish").size();
    Claim claim = town.task();
    home(BOB, "One task of somebody else");
    town.journal.fact(claim, new TaskEvent.BasePinned("main", "4f2c9e1aaaaaaaa", "tree0"));
    Message card = town.message(claim, "card");
    town.await(m -> m.says("4f2c9e1"));
    assertThat(card).isNotNull();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    home(BOB, claim.task());
    assertThat(town.slack.calls("views.publish").size() - before).isLessThanOrEqualTo(3);
  }
}
