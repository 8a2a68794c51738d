package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Story;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan that a person has to settle, seen from Slack. The bot is killed and started again while
 * all the tasks wait; only ann, who asked and is the one approver, may decide.
 */
class UncertainPlanTest {
  private static final String ASKED = "describe how rounding works";
  private static final List<String> NAMES =
      List.of("approve", "reject", "answer", "bystander", "replan");

  @TempDir static Path dir;
  private static final Map<String, Asked> TASKS = new LinkedHashMap<>();
  private static Outside world;

  @BeforeAll
  static void unsureThenKilled() throws Exception {
    Story story =
        NoteStory.works(
            NoteStory.when(ASKED)
                .plan(
                    NoteStory.plan(
                        0.55, "Is half a cent rounded up or to even?", "Which page should it be?"))
                .planWhen("always up", NoteStory.plan(0.9)));
    world = new Outside(dir, Story.firstOf(request -> Answer.text("?"), story));
    world.settings("people: { approvers: [" + SlackStandIn.ANN + "] }\n");
    world.start();
    for (String name : NAMES) {
      TASKS.put(name, Asked.by(world, name, ASKED));
    }
    for (Asked task : TASKS.values()) {
      task.asks("Approve");
    }
    world.kill();
    world.start();
  }

  @AfterAll
  static void stop() throws Exception {
    TASKS.clear();
    world.close();
  }

  private static Message closed(Asked task, Message card) throws InterruptedException {
    return task.awaits(
        m -> m.ts().equals(card.ts()) && !m.words().contains("Can decide:"), "closed card");
  }

  @Test
  void approveStartsTheWork() throws Exception {
    Asked task = TASKS.get("approve");
    Message card = task.asks("Approve");
    assertThat(card.words())
        .contains("confidence 0.55, threshold 0.70")
        .contains("1. Is half a cent rounded up or to even?", "2. Which page should it be?")
        .contains("`docs/rounding.md`")
        .contains("Can decide: <@U0ANN>");
    task.press(SlackStandIn.ANN, "Approve");
    assertThat(closed(task, card).words()).contains("Approved by @ann");
    task.awaits("The pull request is ready");
    task.keep("uncertain-approve");
  }

  @Test
  void rejectEndsTheTask() throws Exception {
    Asked task = TASKS.get("reject");
    Message card = task.asks("Reject");
    task.press(SlackStandIn.ANN, "Reject");
    assertThat(closed(task, card).words()).contains("Rejected by @ann");
    assertThat(task.awaits("Nothing was pushed").words()).contains("Rejected by @ann");
    task.keep("uncertain-reject");
  }

  @Test
  void anAnswerByReplyMakesThePlanAgain() throws Exception {
    Asked task = TASKS.get("answer");
    Message card = task.asks("Approve");
    task.reply(SlackStandIn.ANN, "always up, and docs/rounding.md is fine");
    assertThat(closed(task, card).words()).contains("Answered by @ann").contains("always up");
    task.awaits("The pull request is ready");
    assertThat(
            world.model.seen().stream()
                .filter(seen -> seen.json().path("generationConfig").has("responseJsonSchema"))
                .filter(seen -> seen.body().contains("always up, and docs/rounding.md is fine")))
        .hasSize(1);
    task.keep("uncertain-answer");
  }

  @Test
  void changeThePlanMakesItAgainFromTheDialog() throws Exception {
    Asked task = TASKS.get("replan");
    Message card = task.asks("Change the plan");
    task.press(SlackStandIn.ANN, "Change the plan", "one page, always up");
    assertThat(closed(task, card).words()).contains("Change of plan asked for by @ann");
    task.awaits("The pull request is ready");
    task.keep("uncertain-change");
  }

  @Test
  void aBystanderIsHeardButDoesNotDecide() throws Exception {
    Asked task = TASKS.get("bystander");
    Message card = task.asks("Approve");
    task.reply(SlackStandIn.BOB, "<@" + SlackStandIn.BOT + "> I would say to even");
    String heard = task.told(SlackStandIn.BOB, "noted");
    task.press(SlackStandIn.BOB, "Approve");
    String refused = task.told(SlackStandIn.BOB, "Deciding this needs");
    task.press(SlackStandIn.BOB, "Cancel");
    String kept = task.told(SlackStandIn.BOB, "Stopping this needs");
    assertThat(heard).isEqualTo("I have noted your reply. The decision itself needs @ann.");
    assertThat(refused).startsWith("Deciding this needs @ann (for acme/billing).");
    assertThat(kept).isEqualTo("Stopping this needs @ann.");
    assertThat(world.slack.message(card.channel(), card.ts()).buttons()).isNotEmpty();
    // The buttons still work: a remark in between has not made them stale.
    task.press(SlackStandIn.ANN, card, "Approve");
    closed(task, card);
    task.awaits("The pull request is ready");
    assertThat(world.model.seen().stream().filter(s -> s.body().contains("I would say to even")))
        .isNotEmpty();
    task.keep("uncertain-bystander");
  }
}
