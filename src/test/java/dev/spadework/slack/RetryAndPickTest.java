package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.View;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
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

class RetryAndPickTest {
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

  private String answer(String user, String text) {
    Delivered delivered = town.slack.command(user, CHANNEL, text);
    assertThat(delivered.acknowledged()).as(delivered.answer()).isTrue();
    return delivered.answer();
  }

  private List<Task> tasks() {
    return town.journal.tasks().recent(10);
  }

  private Task failed() {
    answer(ANN, "add CSV export");
    Task task = tasks().get(0);
    town.journal.add(
        task.id(),
        Optional.empty(),
        new TaskEvent.GaveUp(Ending.Blame.WORLD, "The model is away.", "Try later."));
    return town.journal.task(task.id()).orElseThrow();
  }

  static Message.Button button(String label, String action, String value) {
    ObjectNode element = Blocks.button(label, action, value);
    return new Message.Button(label, action, "actions", element);
  }

  private void press(String user, String action, String task) {
    answer(user, "queue");
    Message any = town.slack.ephemerals(user).get(0);
    assertThat(town.slack.press(user, any, button("x", action, task)).acknowledged()).isTrue();
  }

  @Test
  void pressingRetryTwiceMakesOneTask() throws Exception {
    Task first = failed();
    press(ANN, Result.RETRY_ACTION, first.id());
    press(BOB, Result.RETRY_ACTION, first.id());
    town.privately(ANN, "tries `" + first.id() + "` again");
    town.privately(BOB, "tries `" + first.id() + "` again");
    assertThat(tasks()).hasSize(2);
    assertThat(tasks().get(0).request().retryOf()).contains(first.id());
    assertThat(tasks().get(0).request().text()).isEqualTo("add CSV export");
  }

  @Test
  void aHintComesByDialogAndIsTheWordOfThePerson() throws Exception {
    Task first = failed();
    press(BOB, Result.HINT_ACTION, first.id());
    View view = town.slack.awaitView(BOB, SlackTown.SOON);
    assertThat(town.slack.submit(BOB, view.id(), Map.of(Dialog.INPUT, " ")).answer())
        .contains("errors");
    town.slack.submit(BOB, view.id(), Map.of(Dialog.INPUT, "quote " + SlackTown.CANARY));
    town.privately(BOB, "again, in the same thread");
    assertThat(tasks().get(0).request().text())
        .startsWith("add CSV export\n\nHint from @bob")
        .contains("quote [redacted]");
    assertThat(answer(ANN, "retry " + first.id() + " use tabs"))
        .contains("It runs already without your hint");
  }

  @Test
  void aTaskThatIsAliveIsNotRetriedAndADoneOneOnlyWithAHint() {
    answer(ANN, "add CSV export");
    String id = tasks().get(0).id();
    assertThat(answer(ANN, "retry " + id)).contains("has not ended (in the queue)");
    assertThat(answer(ANN, "retry t-00000000")).contains("I know no task");
    assertThat(tasks()).hasSize(1);
    town.journal.add(
        id,
        Optional.empty(),
        new DeliveryEvent.PullRequestOpened(
            "acme/billing", 418, "https://github.test/acme/billing/pull/418", "Add CSV", false));
    assertThat(answer(ANN, "retry " + id)).contains("is done. If something is missing, say what");
    assertThat(answer(ANN, "retry " + id + " add a header")).contains("tries `" + id + "` again");
    assertThat(tasks().get(0).request().text()).endsWith("add a header");
  }

  @Test
  void aRetryThatFailedCanBeTriedOnceMore() {
    Task first = failed();
    answer(ANN, "retry " + first.id());
    Task second = tasks().get(0);
    town.journal.add(second.id(), Optional.empty(), new TaskEvent.Cancelled(ANN));
    answer(ANN, "retry " + first.id());
    assertThat(tasks()).hasSize(3);
    assertThat(town.journal.lookup().retries(first.id())).hasSize(2);
  }

  @Test
  void onlyTheRequesterAndApproversRetry() throws Exception {
    town.close();
    town = new SlackTown(folder.resolve("other")).approvers("U0CEM").openClosed();
    Task first = failed();
    assertThat(answer(BOB, "retry " + first.id())).contains("Retrying this needs @ann");
    assertThat(answer(BOB, "pause")).contains("needs an approver");
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void thePickerStartsTheTaskOnceAlsoAfterARestart() throws Exception {
    String other = town.slack.addChannel("random", true);
    Delivered asked = town.slack.command(ANN, other, "do this there budget:0.50");
    town.slack.redeliver(asked, 1);
    assertThat(tasks()).isEmpty();
    Message picker = town.privately(ANN, "Which repository is this for?");
    assertThat(picker.text()).contains("Add `repo:owner/name`", "acme/billing, acme/shop");
    town.restart();
    Delivered chosen =
        town.slack.choose(ANN, picker.channel(), picker.ts(), Picker.ACTION, "acme/shop");
    town.privately(ANN, "in `acme/shop` is accepted");
    town.slack.redeliver(chosen, 1);
    town.slack.redeliver(asked, 2);
    assertThat(tasks()).hasSize(1);
    assertThat(tasks().get(0).request().repo()).isEqualTo("acme/shop");
    assertThat(tasks().get(0).request().budgetMicros()).isEqualTo(500_000);
  }

  @Test
  void aPauseHoldsForAllWorkersUntilItEnds() {
    answer(ANN, "add CSV export");
    assertThat(answer(BOB, "pause")).contains("no other is taken up");
    assertThat(answer(ANN, "status")).contains("Paused by @bob");
    assertThat(answer(ANN, "add XML export")).contains("Work is paused by @bob, so it waits.");
    assertThat(town.journal.claim("w1", java.time.Duration.ofMinutes(1))).isEmpty();
    assertThat(answer(ANN, "pause")).contains("Paused already, by @bob");
    assertThat(answer(ANN, "resume")).contains("It was paused by @bob");
    assertThat(answer(ANN, "resume")).contains("Work is not paused");
    assertThat(town.journal.claim("w1", java.time.Duration.ofMinutes(1))).isPresent();
  }

  @Test
  void theRootOfAWaitingTaskSaysThatWorkIsPaused() throws Exception {
    answer(ANN, "add CSV export");
    town.room.start();
    town.await(m -> m.says("next in line"));
    answer(BOB, "pause");
    town.await(m -> m.says("paused by @bob"));
    answer(BOB, "resume");
    town.await(m -> m.says("asked: add CSV export") && !m.says("paused by"));
  }
}
