package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Stories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests red twice, seen from Slack. All the tasks are waiting at their gates when the bot is killed
 * and started again; each test then decides one of them.
 */
class TestsGateTest {
  private static final List<String> NAMES = List.of("modal", "reply", "draft", "change", "stop");

  @TempDir static Path dir;
  private static final Map<String, Asked> TASKS = new LinkedHashMap<>();
  private static Outside world;

  @BeforeAll
  static void redTwiceThenKilled() throws Exception {
    world = new Outside(dir, Stories.script(Duration.ZERO));
    world.start();
    for (String name : NAMES) {
      TASKS.put(name, Asked.by(world, name, "round totals to cents repo:acme/billing"));
    }
    for (Asked task : TASKS.values()) {
      task.asks("Open as draft anyway");
    }
    world.kill();
    world.start();
  }

  @AfterAll
  static void stop() throws Exception {
    TASKS.clear();
    world.close();
  }

  /** The card before the press, after which it is closed. */
  private static Message decided(Asked task, Message card, String line) throws Exception {
    Message closed =
        task.awaits(m -> m.ts().equals(card.ts()) && m.buttons().isEmpty(), "closed card");
    assertThat(closed.words()).contains(line).contains("failed a second time");
    task.press(SlackStandIn.BOB, card, "Stop");
    return closed;
  }

  @Test
  void theCardIsAHandOff() throws Exception {
    Message card = TASKS.get("stop").awaits("failed a second time");
    assertThat(card.words())
        .contains("`invoices.AmountsTest.netAndTaxMakeGrossOnEveryInvoice`")
        .contains("Tried: ")
        .contains("of $1.00 used")
        .contains("Retry with a hint", "Open as draft anyway", "Change the plan", "Stop");
    assertThat(card.text()).contains("failed a second time");
  }

  @Test
  void aHintThroughTheDialogGoesOnToAPullRequest() throws Exception {
    hinted(TASKS.get("modal"), "modal", true);
  }

  @Test
  void aHintByReplyGoesOnToAPullRequest() throws Exception {
    hinted(TASKS.get("reply"), "reply", false);
  }

  private static void hinted(Asked task, String name, boolean dialog) throws Exception {
    Message card = task.asks("Retry with a hint");
    String hint = "take tax as the difference, please (" + name + ")";
    if (dialog) {
      task.press(SlackStandIn.ANN, "Retry with a hint", hint);
    } else {
      task.reply(SlackStandIn.ANN, hint);
    }
    decided(task, card, "Retry with a hint, asked for by @ann");
    assertThat(task.told(SlackStandIn.BOB, "already decided"))
        .startsWith("That was already decided: Retry with a hint, by @ann at ");
    assertThat(task.awaits("The pull request is ready").words()).contains("24 passed");
    assertThat(world.model.seen().stream().filter(seen -> seen.body().contains(hint))).isNotEmpty();
    task.awaits(m -> m.words().contains(" — done") && m.buttons().isEmpty(), "a card that is done");
    task.keep("tests-gate-" + name);
  }

  @Test
  void openAsDraftAnywayOpensADraftThatSaysWhatIsRed() throws Exception {
    Asked task = TASKS.get("draft");
    Message card = task.asks("Open as draft anyway");
    task.press(SlackStandIn.ANN, "Open as draft anyway");
    decided(task, card, "Open as draft anyway, asked for by @ann");
    Message outcome = task.awaits("A draft is open");
    assertThat(outcome.words()).contains("1 of ", " failed");
    JsonNode pull = pull(task);
    assertThat(pull.path("draft").asBoolean()).isTrue();
    assertThat(pull.path("body").asText())
        .contains("Verdict: **failed**")
        .contains("`invoices.AmountsTest.netAndTaxMakeGrossOnEveryInvoice`")
        .contains("**Open as draft anyway** by");
    task.keep("tests-gate-draft");
  }

  @Test
  void changeThePlanMakesANewPlanAndGoesOn() throws Exception {
    Asked task = TASKS.get("change");
    Message card = task.asks("Change the plan");
    task.press(SlackStandIn.ANN, "Change the plan", "Round net and gross, tax is the rest");
    decided(task, card, "Change of plan asked for by @ann");
    assertThat(task.awaits("The pull request is ready").words()).contains("24 passed");
    task.keep("tests-gate-change");
  }

  @Test
  void stopEndsTheTaskAndNothingIsPushed() throws Exception {
    Asked task = TASKS.get("stop");
    Message card = task.asks("Stop");
    task.press(SlackStandIn.ANN, "Stop");
    decided(task, card, "Stopped by @ann");
    assertThat(task.awaits("Nothing was pushed").words()).contains("Stopped by @ann");
    assertThat(world.origin.run("branch", "--list", "spadework/" + task.id + "*")).isEmpty();
    task.keep("tests-gate-stop");
  }

  private static JsonNode pull(Asked task) {
    return world.github.pulls(Outside.REPO).stream()
        .filter(pull -> pull.path("head").path("ref").asText().contains(task.id))
        .findFirst()
        .orElseThrow();
  }
}
