package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Story;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told privately after each verb, word for word. */
class VerbsTest {
  @TempDir static Path dir;
  private static Outside world;
  private static String channel;
  private static Asked open;

  @BeforeAll
  static void start() throws Exception {
    Answer never = new Answer.Hang(Answer.text("never"));
    world =
        new Outside(
            dir,
            Story.firstOf(
                request -> never,
                NoteStory.when("rounding works").plan(NoteStory.plan(0.4, "Up or to even?"))));
    world.start();
    channel = world.slack.addChannel("verbs", true);
    open = Asked.by(world, "waiting", "describe how rounding works");
    open.asks("Approve");
  }

  @AfterAll
  static void stop() throws Exception {
    world.close();
  }

  private static Delivered ask(String typed) {
    return world.slack.command(SlackStandIn.ANN, channel, typed);
  }

  /** What bob reads after typing this. */
  private static String say(String typed) {
    assertThat(world.slack.command(SlackStandIn.BOB, channel, typed).acknowledged()).isTrue();
    List<Message> told = world.slack.ephemerals(SlackStandIn.BOB);
    String words = told.get(told.size() - 1).words();
    return words;
  }

  @Test
  void helpSaysWhatCanBeTyped() {
    assertThat(say("help"))
        .isEqualTo(say(""))
        .contains("repo:owner/name", "`status`", "`queue`", "`cancel t-…`")
        .contains("A task may cost $1.00; less with `budget:`.");
  }

  @Test
  void statusNamesWhatIsOpen() {
    assertThat(say("status")).contains(open.id, "acme/billing", "waiting for a person");
    assertThat(say("status " + open.id)).contains(open.id, "I need a decision before I start");
  }

  @Test
  void anUnknownTaskIsSaidToBeUnknown() {
    assertThat(say("status t-00000000"))
        .isEqualTo("I know no task `t-00000000`. `/agent status` shows those that are open.");
    assertThat(say("cancel t-00000000"))
        .isEqualTo("I know no task `t-00000000`. `/agent status` shows those that are open.");
    assertThat(say("cancel")).startsWith("Which task?");
  }

  @Test
  void theQueueIsShownInItsOrder() {
    String first = Asked.id(ask("rename the first column"));
    String second = Asked.id(ask("rename the second column"));
    String third = Asked.id(ask("rename the third column"));
    String fourth = Asked.id(ask("rename the fourth column"));
    assertThat(say("queue")).containsSubsequence(first, second, third, fourth);
    assertThat(say("status " + fourth)).contains("in the queue", "before it in line");
  }

  @Test
  void anUnknownRepositoryGetsTheKnownOnes() {
    assertThat(say("fix the totals repo:acme/biling"))
        .isEqualTo(
            "I don't know `repo:acme/biling`. I know acme/billing. Did you mean"
                + " `repo:acme/billing`?");
    assertThat(say("fix the totals repo:other/thing"))
        .isEqualTo("I don't know `repo:other/thing`. I know acme/billing.");
  }

  @Test
  void whatAnOptionCannotBeIsSaid() {
    assertThat(say("fix the totals kind:magic")).contains("`kind:magic` is no kind of task");
    assertThat(say("fix the totals budget:lots")).contains("`budget:lots`", "budget:0.50");
    assertThat(say("fix the totals budget:7"))
        .isEqualTo("A budget of $7.00 is more than a task may have here: $1.00 at most.");
    assertThat(say("fix the totals base:..")).contains("`base:..` is no branch name");
    assertThat(say("fix the totals plan:maybe")).contains("plan:ask");
    assertThat(say("fix the totals kind:bug kind:docs")).contains("`kind:` stands there twice");
    assertThat(say("fix")).startsWith("Tell me in a sentence");
    assertThat(say("fix the totals budget:0")).contains("budget:0.50");
  }

  @Test
  void aSentenceThatBeginsLikeAVerbIsATask() throws Exception {
    String told = say("cancel button is broken");
    Asked task = Asked.in(world, channel, Asked.id(ask("cancel button is broken")));
    assertThat(told).startsWith("Task `t-").contains("in `acme/billing` is accepted");
    assertThat(task.root().words()).contains("@ann asked: cancel button is broken");
    assertThat(say("fix parsing of foo:bar in note:x")).contains("is accepted");
  }
}
