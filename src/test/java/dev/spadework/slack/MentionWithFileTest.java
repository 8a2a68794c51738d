package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Said;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.task.Aside;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes with a mention, and what becomes of the task when the mention changes. */
class MentionWithFileTest {
  private static final String US = "<@" + SlackStandIn.BOT + "> ";
  private static final byte[] LOG = "ERROR: line 42".getBytes(StandardCharsets.UTF_8);

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

  private List<Task> tasks() {
    return town.journal.tasks().recent(10);
  }

  private Task gathered() throws InterruptedException {
    Task task = tasks().get(0);
    town.room.start();
    town.message(task.id(), Messages.ROOT);
    town.await(m -> m.words().contains("asked:") && !m.words().contains("taking in"));
    return town.journal.task(task.id()).orElseThrow();
  }

  @Test
  void aMentionWithALogIsOneTaskWithTheLog() throws Exception {
    Said said =
        town.slack.upload(
            ANN,
            CHANNEL,
            Optional.empty(),
            "import.log",
            LOG,
            US + "find out why the import fails");
    assertThat(said).allMatch(sent -> sent.acknowledged());
    assertThat(tasks()).hasSize(1);
    Request asked = tasks().get(0).request();
    assertThat(asked.attachments()).containsExactly(Request.Attachment.promised("import.log"));
    assertThat(asked.source()).contains(new Request.Source(CHANNEL, said.ts()));
    Request ready = gathered().request();
    assertThat(ready.attachments().get(0).characters()).isEqualTo(LOG.length);
    assertThat(ready.background()).isEmpty();
  }

  @Test
  void aMentionInAThreadBringsTheConversation() throws Exception {
    Said root = town.slack.say(BOB, CHANNEL, "the export lacks a total");
    town.slack.reply(ANN, CHANNEL, root.ts(), US + "please add it to the CSV export");
    Request ready = gathered().request();
    assertThat(ready.background()).isEqualTo("@bob: the export lacks a total");
    assertThat(ready.thread()).contains(root.ts());
  }

  @Test
  void aMentionAloneWaitsForNothing() {
    town.slack.say(ANN, CHANNEL, US + "add CSV export");
    assertThat(tasks().get(0).request().awaits()).isFalse();
  }

  @Test
  void aMentionThatIsEditedBeforeAnyWorkStartsOverAndDeletedEndsItsTask() throws Exception {
    town.room.start();
    Said said = town.slack.say(ANN, CHANNEL, US + "add CSV export");
    Task first = tasks().get(0);
    town.message(first.id(), Messages.ROOT);
    town.slack.edit(ANN, CHANNEL, said.ts(), US + "add CSV  export");
    assertThat(town.journal.task(first.id()).orElseThrow().asides().edit()).isEmpty();
    town.slack.edit(ANN, CHANNEL, said.ts(), US + "add XML export");
    assertThat(
            town.journal.entries(first.id()).stream()
                .filter(entry -> entry.event() instanceof Aside.EditSettled))
        .hasSize(1);
    town.await(m -> m.says("asked: add XML export"));
    Task second = tasks().get(0);
    assertThat(second.request().text()).isEqualTo("add XML export");
    town.slack.delete(ANN, CHANNEL, said.ts());
    assertThat(town.journal.task(second.id()).orElseThrow().phase()).isEqualTo(Phase.CANCELLED);
  }
}
