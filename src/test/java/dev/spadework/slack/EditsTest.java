package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.desk.Said;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.journal.Claim;
import dev.spadework.task.Aside;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditsTest {
  private static final String BOT = "<@" + SlackStandIn.BOT + "> ";

  @TempDir Path folder;
  private SlackTown town;
  private Said message;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).approvers(ANN).open();
    message = town.slack.say(ANN, CHANNEL, BOT + "add CSV export");
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  /** A task made of the message, whichever way. */
  private String asked() {
    Request request =
        Request.of("add CSV export", "acme/billing", 1_000_000, ANN, CHANNEL)
            .source(new Request.Source(CHANNEL, message.ts()))
            .thread(Optional.of(message.ts()))
            .make();
    return town.journal.open("message:" + CHANNEL + ":" + message.ts(), request).task();
  }

  private Claim claimed() {
    asked();
    return town.journal.claim("w1", Duration.ofMinutes(5)).orElseThrow();
  }

  private Said edit(String text) {
    Said edit = town.slack.edit(ANN, CHANNEL, message.ts(), BOT + text);
    assertThat(edit).allMatch(sent -> sent.acknowledged());
    return edit;
  }

  private List<Task> tasks() {
    return town.journal.tasks().recent(10);
  }

  private long count(Class<?> shape, String task) {
    return town.journal.entries(task).stream().map(Entry::event).filter(shape::isInstance).count();
  }

  private Message asks() throws InterruptedException {
    return town.await(m -> m.says("Shall I start over with the new one?"));
  }

  private Task second() throws InterruptedException {
    town.await(m -> m.says("Stopped for the new wording of the request, by @ann"));
    assertThat(tasks()).hasSize(2);
    return tasks().get(0);
  }

  @Test
  void whatNobodyHasTakenUpStartsOverByItselfOnce() throws Exception {
    String old = asked();
    Said edit = edit("add JSON export budget:0.50");
    town.slack.redeliver(edit.get(0), 1);
    Task fresh = second();
    assertThat(fresh.request().text()).isEqualTo("add JSON export");
    assertThat(fresh.request().budgetMicros()).isEqualTo(500_000);
    assertThat(fresh.request().thread()).contains(message.ts());
    assertThat(town.journal.task(old).orElseThrow().ending().orElseThrow().kind())
        .isEqualTo(Ending.Kind.CANCELLED);
    assertThat(count(Aside.RequestEdited.class, old)).isEqualTo(1);
    assertThat(count(Aside.EditSettled.class, old)).isEqualTo(1);
  }

  @Test
  void whatHasBegunAsksAndStartsOverOnceHoweverOftenItIsPressed() throws Exception {
    Claim claim = claimed();
    edit("add JSON export");
    Message asks = asks();
    assertThat(asks.words()).contains("add JSON export", "Start over", "Go on as it is");
    Message.Button over = asks.buttons().get(0);
    town.slack.press(BOB, asks, over);
    town.privately(BOB, "needs");
    assertThat(tasks()).hasSize(1);
    town.slack.press(ANN, asks, over);
    town.slack.press(ANN, asks, over);
    assertThat(second().request().text()).isEqualTo("add JSON export");
    town.privately(ANN, "Nothing was changed");
    town.await(m -> m.ts().equals(asks.ts()) && m.buttons().isEmpty() && m.says("Starts over"));
    assertThat(town.now(claim).ending()).isPresent();
    assertThat(tasks()).hasSize(2);
  }

  @Test
  void itMayGoOnAsItIs() throws Exception {
    Claim claim = claimed();
    edit("add JSON export");
    town.slack.press(ANN, CHANNEL, asks().ts(), "Go on as it is");
    town.await(m -> m.buttons().isEmpty() && m.says("Goes on as it is: @ann"));
    assertThat(town.now(claim).ending()).isEmpty();
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void aLaterEditMakesTheButtonsOfTheEarlierStale() throws Exception {
    Claim claim = claimed();
    edit("add JSON export");
    Message first = asks();
    edit("add YAML export");
    town.await(m -> m.ts().equals(first.ts()) && m.buttons().isEmpty() && m.says("edited again"));
    town.slack.press(ANN, first, first.buttons().get(0));
    town.privately(ANN, "Nothing was changed");
    Message second = town.await(m -> m.says("add YAML export") && !m.buttons().isEmpty());
    town.slack.press(ANN, CHANNEL, second.ts(), "Start over");
    assertThat(second().request().text()).isEqualTo("add YAML export");
    assertThat(town.now(claim).ending()).isPresent();
  }

  @Test
  void theQuestionDiesWithTheTask() throws Exception {
    Claim claim = claimed();
    edit("add JSON export");
    Message asks = asks();
    town.slack.press(ANN, CHANNEL, town.message(claim, Messages.CARD).ts(), "Cancel");
    town.await(m -> m.ts().equals(asks.ts()) && m.buttons().isEmpty());
    town.slack.press(ANN, asks, asks.buttons().get(0));
    town.privately(ANN, "Nothing was changed");
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void anEditThatChangesNothingInMeaningIsIgnored() {
    Claim claim = claimed();
    edit("add  CSV\nexport ");
    assertThat(count(Aside.RequestEdited.class, claim.task())).isZero();
  }

  @Test
  void aDeletedRequestCancelsAndWhoDeletedItIsTold() throws Exception {
    town.stop();
    town.openClosed();
    message = town.slack.say(ANN, CHANNEL, BOT + "add XML export");
    String task = asked();
    Said deleted = town.slack.delete(ANN, CHANNEL, message.ts());
    assertThat(deleted).allMatch(sent -> sent.acknowledged());
    town.slack.redeliver(deleted.get(0), 1);
    assertThat(town.journal.task(task).orElseThrow().ending().orElseThrow().by()).isEqualTo(ANN);
    town.privately(ANN, "is stopped");
  }

  @Test
  void aDeletedRequestWithAnswersIsATombstoneAndCancelsToo() throws Exception {
    Claim claim = claimed();
    town.message(claim, Messages.CARD);
    town.slack.delete(ANN, CHANNEL, message.ts());
    assertThat(town.now(claim).ending().orElseThrow().by()).isEqualTo(ANN);
    town.await(m -> m.says("@ann deleted the request, so I stopped."));
  }

  @Test
  void anEditOrADeletionThatComesBeforeItsMessageIsAskedForAgain() throws Exception {
    town.stop();
    message = town.slack.say(ANN, CHANNEL, BOT + "add XML export");
    assertThat(message).noneMatch(sent -> sent.acknowledged());
    town.open();
    Said edit = town.slack.edit(ANN, CHANNEL, message.ts(), BOT + "add JSON export");
    assertThat(edit.get(0).status()).isEqualTo(503);
    assertThat(town.slack.redeliver(message.get(0), 1).acknowledged()).isTrue();
    assertThat(town.slack.redeliver(edit.get(0), 1).acknowledged()).isTrue();
    town.await(m -> m.says("Stopped for the new wording of the request, by @ann"));
    assertThat(tasks().get(0).request().text()).isEqualTo("add JSON export");
  }

  @Test
  void startingOverGoesOnAfterARestart() throws Exception {
    town.stop();
    town.openClosed();
    String old = asked();
    edit("add JSON export");
    assertThat(town.journal.task(old).orElseThrow().ending()).isEmpty();
    assertThat(tasks()).hasSize(1);
    town.restart();
    assertThat(second().request().text()).isEqualTo("add JSON export");
  }
}
