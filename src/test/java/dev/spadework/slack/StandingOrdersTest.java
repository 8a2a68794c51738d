package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingOrdersTest {
  private static final Predicate<Message> ROOT = m -> m.says("standing order s1");

  @TempDir Path folder;
  private SlackTown town;
  private String time;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).approvers(BOB).open();
    time =
        LocalTime.ofInstant(town.clock.instant(), ZoneOffset.UTC)
            .plusHours(1)
            .truncatedTo(ChronoUnit.MINUTES)
            .toString();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private void says(String words, String answer) throws Exception {
    town.slack.command(ANN, CHANNEL, words);
    town.privately(ANN, answer);
  }

  /** Types it again until that is the answer. */
  private void saysOnce(String words, String answer) throws Exception {
    for (int i = 0; i < 200; i++) {
      town.slack.command(ANN, CHANNEL, words);
      try {
        town.slack.awaitMessage(
            m -> m.privateTo().filter(ANN::equals).isPresent() && m.says(answer),
            Duration.ofMillis(100));
        return;
      } catch (IllegalStateException e) {
        // Not yet.
      }
    }
    town.privately(ANN, answer);
  }

  private List<Task> tasks() {
    return town.journal.tasks().recent(10);
  }

  private void ends(Task task) {
    town.journal.add(task.id(), Optional.empty(), new TaskEvent.Cancelled(ANN));
  }

  @Test
  void itAsksAtItsTimeAgainTheNextDayAndAfterARestart() throws Exception {
    says(
        "every day " + time + " bump the outdated libraries repo:acme/shop",
        "s1 stands: every day");
    assertThat(tasks()).isEmpty();
    town.clock.forward(Duration.ofMinutes(61));
    Message root = town.await(ROOT);
    assertThat(root.words()).contains("bump the outdated libraries", "acme/shop");
    assertThat(tasks()).hasSize(1);
    Request request = tasks().get(0).request();
    assertThat(request.by()).isEqualTo(ANN);
    assertThat(request.order()).contains("s1");

    ends(tasks().get(0));
    town.restart();
    town.clock.forward(Duration.ofDays(1));
    town.await(ROOT.and(m -> !m.ts().equals(root.ts())));
    assertThat(tasks()).hasSize(2);
    says("every list", "every day " + time);
    says("every list", tasks().get(0).id());
  }

  @Test
  void aTaskThatIsStillOpenIsNotPiledUpon() throws Exception {
    says("every day " + time + " bump the outdated libraries repo:acme/shop", "s1 stands");
    town.clock.forward(Duration.ofMinutes(61));
    town.await(ROOT);
    town.clock.forward(Duration.ofDays(1));
    saysOnce("every list", "is still open");
    assertThat(tasks()).hasSize(1);
    ends(tasks().get(0));
    town.clock.forward(Duration.ofDays(1));
    town.slack.awaitMessage(m -> ROOT.test(m) && tasks().size() == 2, SlackTown.SOON);
  }

  @Test
  void itsMakerOrAnApproverEndsIt() throws Exception {
    says("every weekday 03:00 bump the outdated libraries repo:acme/shop", "s1 stands");
    says("every stop s2", "There is no standing order s2");
    says("every stop s1", "s1 is ended");
    says("every stop s1", "There is no standing order s1");
    says("every", "No standing orders");
  }

  @Test
  void whoTypesItAgainGetsTheSameOne() throws Exception {
    String words = "every weekday 03:00 bump the outdated libraries repo:acme/shop";
    says(words, "s1 stands");
    says(words.replace("bump", "count"), "s2 stands");
    town.slack.command(ANN, CHANNEL, words);
    town.slack.command(ANN, CHANNEL, words + " plan:ask");
    town.privately(ANN, "s3 stands");
    assertThat(town.journal.tasks().orders().standing()).hasSize(3);
  }

  @Test
  void somebodyElseDoesNot() throws Exception {
    town.slack.command(BOB, CHANNEL, "every weekday 03:00 tidy the imports repo:acme/shop");
    town.privately(BOB, "s1 stands");
    says("every stop s1", "they or an approver can end it");
    town.slack.command(BOB, CHANNEL, "every stop 1");
    town.privately(BOB, "s1 is ended");
  }

  @Test
  void whatIsWrongGetsOneLine() throws Exception {
    says("every weekday repo:acme/shop", "needs its time");
    says("every weekday 25:00 tidy", "needs its time");
    says("every weekday 03:00 repo:acme/shop", "What is to be done?");
    says("every weekday 03:00 tidy the imports repo:acme/nowhere", "acme/nowhere");
    says("every stop", "Which standing order?");
    assertThat(tasks()).isEmpty();
  }
}
