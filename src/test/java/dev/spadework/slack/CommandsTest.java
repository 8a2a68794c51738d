package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Fault;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  @TempDir Path folder;
  private SlackTown town;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).openClosed();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private String answer(String text) {
    Delivered delivered = town.slack.command(ANN, CHANNEL, text);
    assertThat(delivered.acknowledged()).as(delivered.answer()).isTrue();
    return delivered.answer();
  }

  @Test
  void aTaskIsInTheJournalBeforeItIsAcknowledged() {
    String answer = answer("add CSV export repo:acme/shop budget:0.50 plan:ask");
    Request request = town.journal.tasks().recent(1).get(0).request();
    assertThat(answer).contains(town.journal.tasks().recent(1).get(0).id());
    assertThat(request.text()).isEqualTo("add CSV export");
    assertThat(request.repo()).isEqualTo("acme/shop");
    assertThat(request.budgetMicros()).isEqualTo(500_000);
    assertThat(request.approvePlan()).isTrue();
    assertThat(request.by()).isEqualTo(ANN);
    assertThat(request.channel()).isEqualTo(CHANNEL);
  }

  @Test
  void aCommandThatIsDeliveredThreeTimesIsOneTask() {
    Delivered first = town.slack.command(ANN, CHANNEL, "add CSV export");
    Delivered second = town.slack.redeliver(first, 1);
    Delivered third = town.slack.redeliver(first, 2);
    assertThat(List.of(second.answer(), third.answer())).containsOnly(first.answer());
    assertThat(town.journal.tasks().recent(10)).hasSize(1);
  }

  @Test
  void fiftyCommandsAtOnceAreFiftyTasks() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(50);
    try {
      List<Future<Delivered>> sent = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String text = "do thing number " + i;
        sent.add(pool.submit(() -> town.slack.command(ANN, CHANNEL, text)));
      }
      for (Future<Delivered> delivered : sent) {
        assertThat(delivered.get().acknowledged()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(town.journal.tasks().recent(100).stream().map(t -> t.request().text()).distinct())
        .hasSize(50);
  }

  @Test
  void aCommandIsTakenWhileSlackIsDown() {
    town.slack.fail("*", new Fault.Down(), 1000);
    town.room.start();
    assertThat(answer("add CSV export")).contains("is accepted");
    assertThat(town.journal.tasks().recent(10)).hasSize(1);
  }

  @Test
  void theRepositoryIsTheNamedOneThenTheChannelsThenThePersonsLast() {
    answer("do this here");
    assertThat(town.journal.tasks().recent(1).get(0).request().repo()).isEqualTo("acme/billing");
    String other = town.slack.addChannel("random", true);
    assertThat(town.slack.command(BOB, other, "do this there").answer())
        .contains("Which repository?");
    town.slack.command(BOB, other, "do this there repo:acme/shop");
    town.slack.command(BOB, other, "do that there");
    assertThat(town.journal.tasks().recent(1).get(0).request().repo()).isEqualTo("acme/shop");
    assertThat(town.journal.tasks().recent(1).get(0).request().text()).isEqualTo("do that there");
  }

  @Test
  void anUnknownRepositoryIsAnsweredWithTheKnownOnes() {
    assertThat(answer("add CSV export repo:billing"))
        .contains("know `repo:billing`. I know acme/billing, acme/shop.")
        .contains("Did you mean `repo:acme/billing`?");
    assertThat(town.journal.tasks().recent(1)).isEmpty();
  }

  @Test
  void aChannelThatCanBeJoinedIsJoined() {
    String open = town.slack.addChannel("open", false);
    assertThat(town.slack.command(ANN, open, "add CSV export repo:acme/shop").answer())
        .contains("is accepted");
    assertThat(town.slack.calls("conversations.join")).hasSize(1);
  }

  @Test
  void aChannelThatCannotBeJoinedIsRefusedPrivately() {
    String closed = town.slack.addChannel("closed", false);
    town.slack.fail(
        "conversations.join", new Fault.Refused("method_not_supported_for_channel_type"), 1);
    assertThat(town.slack.command(ANN, closed, "add CSV export repo:acme/shop").answer())
        .contains("I cannot post in this channel");
    assertThat(town.journal.tasks().recent(1)).isEmpty();
  }

  @Test
  void cancelStatusAndQueueAnswerPrivately() {
    assertThat(answer("queue")).contains("The queue is empty");
    assertThat(answer("status")).contains("No task is open");
    answer("add CSV export");
    String id = town.journal.tasks().recent(1).get(0).id();
    assertThat(answer("queue")).contains(id).contains("in the queue");
    assertThat(answer("status " + id)).contains(id).contains("next in line");
    assertThat(answer("cancel " + id)).contains("is stopped");
    assertThat(town.journal.task(id).orElseThrow().phase()).isEqualTo(Phase.CANCELLED);
    assertThat(answer("cancel " + id)).contains("has ended already: stopped, by @ann");
    assertThat(answer("cancel t-00000000")).contains("I know no task `t-00000000`");
    assertThat(answer("status t-00000000")).contains("I know no task `t-00000000`");
  }

  @Test
  void helpNamesTheVerbsAndTheOptions() {
    assertThat(answer("help"))
        .contains("`status`", "`queue`", "`cancel t-…`", "`retry t-… a hint`", "`why t-…`")
        .contains("`repos`", "`rules`", "`memory`", "`forget n3`", "`pause`", "`digest`")
        .contains("budget:0.50")
        .contains("A task may cost $1.00; with `budget:` up to $2.00.");
  }

  @Test
  void whatPeopleTypeMentionsNobodyInOurAnswer() {
    assertThat(answer("add CSV export repo:<!here>")).doesNotContain("<!here>");
  }
}
