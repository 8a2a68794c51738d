package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.View;
import dev.spadework.journal.Claim;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in, over a socket instead of HTTP, to the same handlers. */
class SocketModeTest {
  @TempDir private Path dir;
  private SlackTown town;
  private SocketSlack slack;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(dir);
    slack = SocketSlack.start(town.api());
    town.by(slack, SocketPace.USUAL).open();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
    slack.close();
  }

  @Test
  void aCommandIsAcknowledgedWithItsAnswerAndIsATask() throws Exception {
    JsonNode ack = slack.send("slash_commands", SocketSlack.command("t1", "add CSV export")).get();
    assertThat(ack.at("/payload/text").asText()).contains("is accepted");
    assertThat(town.journal.tasks().recent(10)).hasSize(1);
    town.await(m -> m.says("add CSV export"));
  }

  @Test
  void theSameEnvelopeTwiceIsOneTask() throws Exception {
    JsonNode command = SocketSlack.command("t1", "add CSV export");
    String first = slack.send("e1", "slash_commands", command, 0).get().toString();
    String second = slack.send("e1", "slash_commands", command, 1).get().toString();
    assertThat(second).isEqualTo(first);
    assertThat(town.journal.tasks().recent(10)).hasSize(1);
  }

  @Test
  void aReplyIsAcknowledgedWithoutPayloadAndSteersTheTask() throws Exception {
    Claim claim = town.task();
    Message root = town.message(claim, Messages.ROOT);
    // The card follows once the root is noted.
    town.message(claim, Messages.CARD);
    Delivered sent =
        town.slack.reply(SlackTown.ANN, SlackTown.CHANNEL, root.ts(), "use semicolons").get(0);
    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.answer()).isEmpty();
    assertThat(town.journal.entries(claim.task()))
        .anyMatch(
            entry ->
                entry.event() instanceof TaskEvent.Said said
                    && said.text().equals("use semicolons"));
  }

  @Test
  void aPressDecidesAndIsAcknowledgedWithoutPayload() throws Exception {
    Claim claim = town.task();
    Gate gate = town.gate(claim, Gate.Kind.PLAN);
    Message asked = town.message(claim, Messages.gate(gate.id()));
    Delivered sent = town.slack.press(SlackTown.ANN, asked.channel(), asked.ts(), "Approve");
    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.answer()).isEmpty();
    assertThat(town.now(claim).gates().byId(gate.id()).orElseThrow().decided().choice())
        .isEqualTo(Choice.APPROVE);
  }

  @Test
  void aDialogThatIsEmptyGetsItsErrorsOverTheSocket() throws Exception {
    Claim claim = town.task();
    Gate gate = town.gate(claim, Gate.Kind.PLAN);
    Message asked = town.message(claim, Messages.gate(gate.id()));
    town.slack.press(SlackTown.ANN, asked.channel(), asked.ts(), "Change the plan");
    View dialog = town.slack.awaitView(SlackTown.ANN, SlackTown.SOON);
    Delivered refused = town.slack.submit(SlackTown.ANN, dialog.id(), Map.of("text", " "));
    assertThat(refused.answer()).contains("\"response_action\":\"errors\"");
    assertThat(town.now(claim).gates().open()).isPresent();
    Delivered taken = town.slack.submit(SlackTown.ANN, dialog.id(), Map.of("text", "two steps"));
    assertThat(taken.answer()).isEmpty();
    assertThat(town.now(claim).gates().open()).isEmpty();
  }

  @Test
  void nothingIsTakenInOverHttpWithoutASigningSecret() {
    assertThat(town.room.intake()).isEmpty();
  }

  @Test
  void commandsAreAcknowledgedInTime() throws Exception {
    slack.send("slash_commands", SocketSlack.command("warm", "add CSV export")).get();
    long start = System.nanoTime();
    int many = 50;
    for (int i = 0; i < many; i++) {
      slack.send("slash_commands", SocketSlack.command("t" + i, "add export " + i)).get();
    }
    Duration each = Duration.ofNanos((System.nanoTime() - start) / many);
    Figures.note("socket", "a command over a socket: " + each.toMillis() + " ms");
    assertThat(each).isLessThan(Duration.ofSeconds(3));
    assertThat(town.journal.tasks().recent(100)).hasSize(many + 1);
  }
}
