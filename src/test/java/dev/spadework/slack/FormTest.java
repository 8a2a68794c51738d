package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static dev.spadework.slack.SlackTown.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Fault;
import dev.spadework.desk.View;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormTest {
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

  private View form() throws InterruptedException {
    Delivered delivered = town.slack.command(ANN, CHANNEL, "");
    assertThat(delivered.acknowledged()).isTrue();
    assertThat(delivered.answer()).isEmpty();
    return town.slack.awaitView(ANN, SOON);
  }

  private List<Task> tasks() {
    return town.journal.tasks().recent(10);
  }

  @Test
  void theCommandAloneOpensAFormAndTheFormIsATask() throws Exception {
    View view = form();
    assertThat(view.title()).isEqualTo("Give me a task");
    assertThat(view.body().toString()).contains("\"initial_option\"", "acme/billing");
    Delivered sent =
        town.slack.submit(
            ANN,
            view.id(),
            Map.of(
                "details", "add CSV export\nwith all columns: five of them",
                "repo", "acme/shop",
                "budget", "0.50",
                "plan", "ask",
                "base", "release/2"));
    assertThat(sent.acknowledged()).as(sent.answer()).isTrue();
    assertThat(town.slack.views(ANN)).isEmpty();
    assertThat(tasks()).hasSize(1);
    Request request = tasks().get(0).request();
    assertThat(request.text()).isEqualTo("add CSV export\nwith all columns: five of them");
    assertThat(request.repo()).isEqualTo("acme/shop");
    assertThat(request.budgetMicros()).isEqualTo(500_000);
    assertThat(request.approvePlan()).isTrue();
    assertThat(request.base()).contains("release/2");
    assertThat(request.channel()).isEqualTo(CHANNEL);
    assertThat(request.thread()).isEmpty();
    assertThat(request.awaits()).isFalse();
    town.privately(ANN, "is accepted");
  }

  @Test
  void whatTheCommandWouldHaveMeantIsChosenBeforehand() throws Exception {
    View view = form();
    town.slack.submit(ANN, view.id(), Map.of("details", "add CSV export"));
    assertThat(tasks().get(0).request().repo()).isEqualTo("acme/billing");
    assertThat(tasks().get(0).request().budgetMicros()).isEqualTo(1_000_000);
    assertThat(tasks().get(0).request().approvePlan()).isFalse();
  }

  @Test
  void everyWrongFieldHasALineOfItsOwnAndTheDraftStays() throws Exception {
    View view = form();
    Delivered sent =
        town.slack.submit(
            ANN,
            view.id(),
            Map.of("details", "export", "budget", "9.99", "base", "../etc", "model", "a b"));
    assertThat(sent.answer())
        .contains("\"response_action\":\"errors\"")
        .contains("\"details\":", "\"budget\":", "\"base\":", "\"model\":")
        .doesNotContain("`", "\"repo\":");
    assertThat(town.slack.views(ANN)).hasSize(1);
    assertThat(tasks()).isEmpty();
    Delivered again =
        town.slack.submit(ANN, view.id(), Map.of("details", "add CSV export", "budget", "1"));
    assertThat(again.answer()).isEmpty();
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void aFormThatIsDeliveredThreeTimesIsOneTask() throws Exception {
    View view = form();
    Delivered sent = town.slack.submit(ANN, view.id(), Map.of("details", "add CSV export"));
    assertThat(town.slack.redeliver(sent, 1).answer()).isEmpty();
    assertThat(town.slack.redeliver(sent, 2).answer()).isEmpty();
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void whereTheFormCannotBeOpenedTheHelpSaysSo() throws Exception {
    town.slack.fail("views.open", new Fault.Refused("expired_trigger_id"), 1);
    assertThat(town.slack.command(ANN, CHANNEL, " ").acknowledged()).isTrue();
    assertThat(town.privately(ANN, "The form did not open").words())
        .contains("`status`", "`/agent` alone");
  }

  @Test
  void whileSlackIsAwayTheDraftIsKeptOrTakenIn() throws Exception {
    View view = form();
    town.slack.fail("*", new Fault.Down(), 1000);
    Delivered sent = town.slack.submit(ANN, view.id(), Map.of("details", "add CSV export"));
    assertThat(sent.acknowledged()).isTrue();
    assertThat(tasks()).hasSize(1);
    town.slack.heal();
  }

  @Test
  void whereTheBotCannotPostTheFormSaysSoAndKeepsTheDraft() throws Exception {
    String closed = town.slack.addPrivateChannel("secrets", false, ANN);
    town.slack.command(ANN, closed, "");
    View view = town.slack.awaitView(ANN, SOON);
    Delivered sent =
        town.slack.submit(ANN, view.id(), Map.of("details", "add CSV export", "repo", "acme/shop"));
    assertThat(sent.answer()).contains("errors", "I cannot post in this channel");
    assertThat(town.slack.views(ANN)).hasSize(1);
    assertThat(tasks()).isEmpty();
  }

  @Test
  void fromAPersonsPageTheFormAsksForAChannelAndTheAnswerIsOnThePage() throws Exception {
    town.room.start();
    town.slack.openHome(ANN);
    town.slack.awaitHome(ANN, page -> page.words().contains("Give me a task"), SOON);
    town.slack.pressHome(ANN, "Give me a task");
    View view = town.slack.awaitView(ANN, SOON);
    assertThat(view.body().toString()).contains("conversations_select");
    String closed = town.slack.addPrivateChannel("secrets", false, ANN);
    Map<String, String> draft = Map.of("details", "add CSV export", "repo", "acme/shop");
    Map<String, String> lost = new HashMap<>(draft);
    lost.put("channel", closed);
    assertThat(town.slack.submit(ANN, view.id(), lost).answer())
        .contains("errors", "\"channel\":", "I cannot post in this channel");
    Map<String, String> found = new HashMap<>(draft);
    found.put("channel", CHANNEL);
    assertThat(town.slack.submit(ANN, view.id(), found).answer()).isEmpty();
    assertThat(tasks()).hasSize(1);
    assertThat(tasks().get(0).request().channel()).isEqualTo(CHANNEL);
    assertThat(tasks().get(0).request().source()).isEmpty();
    town.slack.awaitHome(ANN, page -> page.words().contains("is accepted"), SOON);
    town.message(tasks().get(0).id(), Messages.ROOT);
  }
}
