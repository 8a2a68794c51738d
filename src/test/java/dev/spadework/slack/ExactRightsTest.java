package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.View;
import dev.spadework.journal.Claim;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.KeptDiff;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day with the bot in a workspace that granted what {@code manifest.json} asks for and nothing
 * else: everything works, every scope is used and every event comes.
 */
class ExactRightsTest {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Predicate<Message> DIGEST =
      m ->
          m.metadata()
              .filter(d -> d.path("event_payload").path("task").asText().equals("digest"))
              .isPresent();

  @TempDir Path folder;
  private SlackTown town;
  private SlackStandIn slack;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).requesters(SlackStandIn.LEADS, BOB).approvers(CHANNEL);
    slack = town.slack;
    slack.grant(ManifestTest.scopes());
    slack.subscribe(ManifestTest.events());
    LocalTime hour = LocalTime.ofInstant(town.clock.instant(), ZoneOffset.UTC).plusHours(1);
    town.digest(hour.withSecond(0).withNano(0), EnumSet.allOf(DayOfWeek.class), () -> {}).open();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  @Test
  void aWholeDayNeedsThemAllAndNoOthers() throws Exception {
    aTaskWithAQuestionAndADiff();
    aTaskThatFailsIsTriedAgain();
    otherPlaces();
    aMessageWithALog();
    pagesAndDigest();
    for (Message message : town.all()) {
      assertThat(message.files().isEmpty() ? message.text() : "a file").isNotBlank();
    }
    assertThat(slack.scopesUsed()).isEqualTo(ManifestTest.scopes());
    assertThat(slack.eventsRaised()).isEqualTo(ManifestTest.events());
  }

  private Claim claim() {
    return town.journal.claim("w1", LEASE).orElseThrow();
  }

  private void aTaskWithAQuestionAndADiff() throws Exception {
    Claim claim = town.task();
    Message card = town.message(claim, "card");
    String thread = card.threadTs().orElseThrow();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message gate = town.message(claim, "gate-g1");
    slack.press(BOB, CHANNEL, gate.ts(), "Approve");
    town.await(m -> m.ts().equals(gate.ts()) && m.says("Approved by @bob"));
    Claim again = claim();
    slack.reply(ANN, CHANNEL, thread, "one column for each rate, please");
    slack.reply(ANN, CHANNEL, thread, "<@" + SlackStandIn.BOT + "> status");
    town.privately(ANN, claim.task());
    byte[] diff = "-old\n+new\n".getBytes(StandardCharsets.UTF_8);
    town.journal.blobs().put(claim.task(), KeptDiff.name(claim.task(), "tree1abc"), diff);
    town.journal.fact(
        again,
        new DeliveryEvent.Finished(
            "done",
            List.of(new DeliveryEvent.ChangedFile("A.java", "new", 1, 1)),
            List.of(),
            "tree1abc"));
    town.journal.fact(again, new DeliveryEvent.Committed("c0ffee", "tree1abc", "spadework/x"));
    town.journal.fact(
        again, new DeliveryEvent.PullRequestOpened("acme/billing", 9, "https://x.y/9", "T", false));
    town.message(claim, "outcome");
    town.awaitLater(m -> !m.files().isEmpty());
  }

  private void aTaskThatFailsIsTriedAgain() throws Exception {
    Claim claim = town.task();
    town.journal.fact(claim, new TaskEvent.GaveUp(Ending.Blame.PERSON, "too vague", "say more"));
    Message failure = town.message(claim, "outcome");
    slack.press(ANN, CHANNEL, failure.ts(), "Retry");
    town.privately(ANN, "again");
    town.journal.claim("w1", LEASE);
  }

  /** A channel that it is not in yet, a private one, and a direct conversation. */
  private void otherPlaces() throws Exception {
    String fresh = slack.addChannel("fresh", false);
    String hidden = slack.addPrivateChannel("hidden", true, ANN, BOB);
    String direct = slack.direct(ANN);
    slack.command(ANN, fresh, "add a footer repo:acme/shop");
    slack.say(ANN, hidden, "<@" + SlackStandIn.BOT + "> add a header repo:acme/shop");
    slack.say(ANN, direct, "add an index repo:acme/shop");
    for (String where : List.of(fresh, hidden, direct)) {
      Message root =
          town.awaitLater(m -> m.channel().equals(where) && m.user().equals(SlackStandIn.BOT));
      assertThat(root.text()).isNotBlank();
    }
    slack.reply(BOB, hidden, slack.messages(hidden).get(0).ts(), "nice");
    for (Task task : town.journal.tasks().alive()) {
      assertThat(task.request().channel()).isIn(CHANNEL, fresh, hidden, direct);
    }
  }

  private void aMessageWithALog() throws Exception {
    byte[] log = "the import failed\n".getBytes(StandardCharsets.UTF_8);
    String ts = slack.upload(ANN, CHANNEL, Optional.empty(), "a.log", log, "it fails").ts();
    slack.shortcut(ANN, CHANNEL, ts, Forms.SHORTCUT);
    View form = slack.awaitView(ANN, SlackTown.SOON);
    slack.submit(ANN, form.id(), Map.of("details", "find out why"));
    town.awaitLater(m -> m.says("with `a.log`"));
  }

  private void pagesAndDigest() throws Exception {
    slack.openHome(ANN);
    slack.awaitHome(ANN, view -> view.words().contains("Your tasks"), SlackTown.SOON);
    town.clock.forward(Duration.ofMinutes(61));
    town.await(DIGEST);
    slack.command(BOB, CHANNEL, "digest");
    slack.command(BOB, CHANNEL, "repos");
  }
}
