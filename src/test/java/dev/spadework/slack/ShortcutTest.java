package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static dev.spadework.slack.SlackTown.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Fault;
import dev.spadework.desk.Said;
import dev.spadework.desk.View;
import dev.spadework.task.Aside;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortcutTest {
  private static final String LOG = "start\n" + "ERROR: line 42 has no amount\n".repeat(30);

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

  private Said upload(String name, byte[] bytes, String text) {
    return town.slack.upload(BOB, CHANNEL, Optional.empty(), name, bytes, text);
  }

  private Said upload(String name, String content) {
    return upload(name, content.getBytes(StandardCharsets.UTF_8), "the import fails again");
  }

  private View shortcut(String ts) throws InterruptedException {
    assertThat(town.slack.shortcut(ANN, CHANNEL, ts, "make_task").acknowledged()).isTrue();
    return town.slack.awaitView(ANN, SOON);
  }

  private Task task(String ts) throws InterruptedException {
    View view = shortcut(ts);
    Delivered sent = town.slack.submit(ANN, view.id(), Map.of("details", "find out why it fails"));
    assertThat(sent.answer()).isEmpty();
    return town.journal.tasks().recent(1).get(0);
  }

  private Task gathered(Task task) throws InterruptedException {
    town.message(task.id(), Messages.ROOT);
    town.await(m -> m.words().contains("asked:") && !m.words().contains("taking in"));
    return town.journal.task(task.id()).orElseThrow();
  }

  @Test
  void aMessageItsThreadAndItsLogAreTheTask() throws Exception {
    Said message = upload("import.log", LOG);
    town.slack.reply(ANN, CHANNEL, message.ts(), "it did last week too, see <@" + BOB + ">");
    View view = shortcut(message.ts());
    assertThat(view.body().toString()).contains("the import fails again");
    assertThat(view.words()).contains("import.log", "the rest of the conversation");
    town.slack.submit(ANN, view.id(), Map.of());
    Task task = town.journal.tasks().recent(1).get(0);
    assertThat(task.request().awaits()).isTrue();
    assertThat(task.request().source()).contains(new Request.Source(CHANNEL, message.ts()));
    assertThat(task.request().thread()).contains(message.ts());
    town.room.start();
    Task ready = gathered(task);
    assertThat(ready.request().background()).isEqualTo("@ann: it did last week too, see @bob");
    Request.Attachment file = ready.request().attachments().get(0);
    assertThat(file.name()).isEqualTo("import.log");
    assertThat(file.characters()).isEqualTo(LOG.length());
    assertThat(town.journal.blobs().get(file.blob()))
        .hasValueSatisfying(
            bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(LOG));
    assertThat(town.message(task.id(), Messages.ROOT).words())
        .contains("with `import.log`, " + LOG.length() + " characters", "the conversation, 1 line");
  }

  @Test
  void whatWasPromisedIsFetchedAfterARestart() throws Exception {
    Task task = task(upload("import.log", LOG).ts());
    assertThat(task.request().awaits()).isTrue();
    town.restart();
    assertThat(gathered(task).request().attachments()).hasSize(1);
  }

  @Test
  void aTaskWaitsForItsLogWhileSlackIsAwayAndHasItOnce() throws Exception {
    Task task = task(upload("import.log", LOG).ts());
    town.slack.fail("conversations.replies", new Fault.Down(), 3);
    town.room.start();
    assertThat(gathered(task).request().attachments()).hasSize(1);
    assertThat(
            town.journal.entries(task.id()).stream()
                .filter(entry -> entry.event() instanceof Aside.Gathered))
        .hasSize(1);
  }

  @Test
  void aSecretInALogIsTakenOutBeforeItIsKept() throws Exception {
    Task task = task(upload("import.log", "key " + SlackTown.CANARY + "\nfailed").ts());
    town.room.start();
    Request.Attachment file = gathered(task).request().attachments().get(0);
    assertThat(new String(town.journal.blobs().get(file.blob()).orElseThrow()))
        .isEqualTo("key [redacted]\nfailed");
  }

  @Test
  void whatIsNoTextIsLeftOutInWords() throws Exception {
    Task task = task(upload("core.dump", new byte[] {1, 0, 2, 0, 3}, "it died").ts());
    town.room.start();
    assertThat(gathered(task).request().attachments()).isEmpty();
    town.await(m -> m.says("left out: `core.dump` is no text."));
  }

  @Test
  void aFileOfFiftyMegabytesIsNotFetched() throws Exception {
    Task task = task(upload("huge.data", new byte[50_000_000], "it died").ts());
    town.room.start();
    gathered(task);
    town.await(m -> m.says("`huge.data` is larger than 4 MiB"));
  }

  @Test
  void aPageForSigningInIsNoLog() throws Exception {
    Task task = task(upload("import.log", LOG).ts());
    town.slack.grant(
        Set.of("chat:write", "channels:history", "channels:read", "users:read", "commands"));
    town.room.start();
    assertThat(gathered(task).request().attachments()).isEmpty();
    town.await(m -> m.says("left out: `import.log`. Slack did not let me read it"));
  }

  @Test
  void aHostileNameIsShownAsANameAndIsNoPath() throws Exception {
    Task task = task(upload("../../etc/`<!channel>\u202epass.log", LOG).ts());
    town.room.start();
    String name = gathered(task).request().attachments().get(0).name();
    assertThat(name).isEqualTo("!channelpass.log");
  }

  @Test
  void aMessageWithoutTextOpensAnEmptyForm() throws Exception {
    Said message = upload("import.log", LOG.getBytes(StandardCharsets.UTF_8), "");
    View view = shortcut(message.ts());
    assertThat(view.body().toString()).doesNotContain("initial_value\":\"the");
    town.slack.submit(ANN, view.id(), Map.of("details", "find out why it fails"));
    assertThat(town.journal.tasks().recent(1).get(0).request().attachments())
        .contains(Request.Attachment.promised("import.log"));
  }

  @Test
  void ofAPlainMessageNothingIsSaidOnceItsThreadWasRead() throws Exception {
    Task task = task(town.slack.say(BOB, CHANNEL, "the export lacks a total").ts());
    town.room.start();
    Task ready = gathered(task);
    assertThat(ready.request().awaits()).isFalse();
    assertThat(town.message(task.id(), Messages.ROOT).words()).doesNotContain("with", "left out");
  }
}
