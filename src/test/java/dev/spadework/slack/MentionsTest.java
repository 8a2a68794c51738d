package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Fault;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.slack.Spoken.Event;
import dev.spadework.task.Ending;
import dev.spadework.task.Phase;
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

class MentionsTest {
  private static final Optional<String> NO_THREAD = Optional.empty();

  @TempDir Path folder;
  private SlackTown town;
  private Spoken ann;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).openClosed();
    ann = new Spoken(town);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private List<Task> tasks() {
    return town.journal.tasks().recent(10);
  }

  private void fail(Task task) {
    town.journal.add(
        task.id(),
        Optional.empty(),
        new TaskEvent.GaveUp(Ending.Blame.WORLD, "The model is away.", "Try later."));
  }

  private long said(String task) {
    return town.journal.entries(task).stream()
        .filter(entry -> entry.event() instanceof TaskEvent.Said)
        .count();
  }

  @Test
  void aMentionInAChannelIsOneTaskThatGoesOnUnderIt() {
    String ts = ann.mention(CHANNEL, NO_THREAD, "add CSV export repo:acme/shop");
    assertThat(tasks()).hasSize(1);
    Request request = tasks().get(0).request();
    assertThat(request.text()).isEqualTo("add CSV export");
    assertThat(request.repo()).isEqualTo("acme/shop");
    assertThat(request.thread()).contains(ts);
    assertThat(request.source()).contains(new Request.Source(CHANNEL, ts));
    assertThat(town.slack.ephemerals(ANN)).isEmpty();
  }

  @Test
  void theTwoEventsOfAMentionHaveOneEffectInWhateverOrderAndHoweverOften() {
    String text = "<@" + SlackStandIn.BOT + "> add CSV export";
    Event message = new Event("message", "channel", CHANNEL, NO_THREAD, text);
    Event mention = new Event("app_mention", "", CHANNEL, NO_THREAD, text);
    String ts = ann.nextTs();
    for (Event event : List.of(message, mention, message, mention, mention)) {
      assertThat(ann.send(ts, event)).isEqualTo(200);
    }
    assertThat(tasks()).hasSize(1);
    assertThat(said(tasks().get(0).id())).isZero();
  }

  @Test
  void theChannelsRepositoryHoldsForAMentionTooAndIsNeverGuessed() {
    town.slack.command(ANN, CHANNEL, "do this repo:acme/shop");
    town.slack.fail("*", new Fault.Down(), 1000);
    Event mention =
        new Event(
            "app_mention", "", CHANNEL, NO_THREAD, "<@" + SlackStandIn.BOT + "> add CSV export");
    String ts = ann.nextTs();
    assertThat(ann.send(ts, mention)).isEqualTo(503);
    assertThat(tasks()).hasSize(1);
    town.slack.heal();
    assertThat(ann.send(ts, mention)).isEqualTo(200);
    assertThat(tasks().get(0).request().repo()).isEqualTo("acme/billing");
    town.slack.fail("*", new Fault.Down(), 1000);
    ann.mention(CHANNEL, NO_THREAD, "add XML export");
    assertThat(tasks().get(0).request().text()).isEqualTo("add XML export");
  }

  @Test
  void aVerbInATasksThreadIsAboutItsNewestTask() throws Exception {
    String root = ann.mention(CHANNEL, NO_THREAD, "add CSV export");
    Task first = tasks().get(0);
    ann.mention(CHANNEL, Optional.of(root), "status");
    assertThat(town.privately(ANN, first.id()).threadTs()).contains(root);
    fail(first);
    ann.mention(CHANNEL, Optional.of(root), "retry quote the names");
    Task second = tasks().get(0);
    assertThat(second.request().retryOf()).contains(first.id());
    assertThat(second.request().thread()).contains(root);
    assertThat(second.request().text()).startsWith("add CSV export").endsWith("quote the names");
    ann.mention(CHANNEL, Optional.of(root), "cancel");
    assertThat(town.journal.task(second.id()).orElseThrow().phase()).isEqualTo(Phase.CANCELLED);
    assertThat(said(first.id()) + said(second.id())).isZero();
  }

  @Test
  void whatIsNoVerbSteersTheThreadsTaskAndAfterItsEndIsANewTask() {
    String root = ann.mention(CHANNEL, NO_THREAD, "add CSV export");
    Task first = tasks().get(0);
    ann.mention(CHANNEL, Optional.of(root), "use semicolons, see http://x.test:8080/a");
    ann.mention(CHANNEL, Optional.of(root), "retry the upload three times");
    assertThat(tasks()).hasSize(1);
    assertThat(said(first.id())).isEqualTo(2);
    fail(first);
    String ts = ann.mention(CHANNEL, Optional.of(root), "then only write the header");
    assertThat(tasks()).hasSize(2);
    assertThat(tasks().get(0).request().thread()).contains(root);
    assertThat(tasks().get(0).request().source().orElseThrow().ts()).isEqualTo(ts);
    assertThat(said(first.id())).isEqualTo(2);
  }

  @Test
  void aSlipOrAThankYouIsAnsweredAndStartsNothing() throws Exception {
    ann.mention(CHANNEL, NO_THREAD, "statsu");
    town.privately(ANN, "Did you mean `/agent status t-…`?");
    ann.mention(CHANNEL, NO_THREAD, "thank you");
    town.privately(ANN, "Tell me in a sentence what to do");
    ann.mention(CHANNEL, NO_THREAD, "cancel");
    town.privately(ANN, "Which task?");
    assertThat(tasks()).isEmpty();
  }

  @Test
  void aMentionThatCallsNobodyIsNoTask() throws Exception {
    String ts = ann.nextTs();
    String text = "yesterday <@" + SlackStandIn.BOT + "> did this for me";
    ann.send(ts, new Event("app_mention", "", CHANNEL, NO_THREAD, text));
    town.privately(ANN, "begin the message with my name");
    String late = "add CSV export please <@" + SlackStandIn.BOT + ">";
    ann.send(ann.nextTs(), new Event("app_mention", "", CHANNEL, NO_THREAD, late));
    assertThat(tasks()).hasSize(1);
    assertThat(tasks().get(0).request().text()).isEqualTo("add CSV export please");
  }

  @Test
  void aDirectMessageWorksLikeTheCommand() throws Exception {
    String room = town.slack.addChannel("directmessage", true);
    ann.direct(room, "queue");
    Message told = town.privately(ANN, "The queue is empty");
    assertThat(told.channel()).isEqualTo(room);
    ann.direct(room, "add CSV export repo:acme/shop");
    assertThat(tasks()).hasSize(1);
    assertThat(tasks().get(0).request().channel()).isEqualTo(room);
    assertThat(tasks().get(0).request().thread()).isEmpty();
  }
}
