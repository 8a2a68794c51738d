package dev.spadework.task;

import static dev.spadework.task.Told.works;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.task.TaskEvent.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The fold: phases, time, money, steps. */
class TaskTest {
  private static final TaskEvent CLAIMED = new TaskEvent.Claimed("w");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Duration active(Told told) {
    return told.task().spend().activeAt(told.now(), told.task());
  }

  @Test
  void aRecordBeginsWithTheRequest() {
    assertThatThrownBy(() -> Task.of(List.of())).hasMessage("a record begins with Asked");
    assertThatThrownBy(() -> Task.of(List.of(new Entry("t", 1, Instant.EPOCH, CLAIMED))))
        .hasMessage("a record begins with Asked");
  }

  @Test
  void addingOneEntryGivesTheSameAsFoldingAll() {
    List<Entry> entries = Told.planned().then(works(), Told.red("t1")).entries();
    Task task = Task.of(entries.subList(0, 1));
    for (Entry entry : entries.subList(1, entries.size())) {
      task = task.after(entry);
    }
    assertThat(task).isEqualTo(Task.of(entries));
  }

  @Test
  void thePhaseFollowsFromWhatHappened() {
    Told told = Told.asked();
    assertThat(told.task().phase()).isEqualTo(Phase.QUEUED);
    assertThat(told.then(CLAIMED).task().phase()).isEqualTo(Phase.PREPARING);
    assertThat(told.then(Told.pinned()).task().phase()).isEqualTo(Phase.PREPARING);
    told.then(Told.ran(TestRun.Purpose.BASELINE, Told.BASE, TestRun.Verdict.PASSED));
    assertThat(told.task().phase()).isEqualTo(Phase.PLANNING);
    told.then(new TaskEvent.PlanMade(Told.plan(0.9)));
    assertThat(told.task().phase()).isEqualTo(Phase.WORKING);
    told.then(
        new TaskEvent.TestsStarted(TestRun.Purpose.CHANGE, "t1", "sh test.sh", Optional.empty()));
    assertThat(told.task().phase()).isEqualTo(Phase.TESTING);
    assertThat(told.then(Told.green("t1")).task().phase()).isEqualTo(Phase.WORKING);
    told.gate(Gate.Kind.MONEY, "v9");
    assertThat(told.task().phase()).isEqualTo(Phase.WAITING);
  }

  @Test
  void aTestRunThatWasCutOffIsNoLongerUnderWay() {
    Told told = Told.planned();
    told.then(
        new TaskEvent.TestsStarted(TestRun.Purpose.CHANGE, "t1", "sh test.sh", Optional.empty()));
    assertThat(told.then(CLAIMED).task().phase()).isEqualTo(Phase.WORKING);
  }

  @Test
  void theClockRunsWhileAWorkerHasTheTask() {
    Told told = Told.asked().later(HOUR).then(CLAIMED).later(Duration.ofMinutes(4));
    assertThat(active(told)).isEqualTo(Duration.ofSeconds(241));
    assertThat(active(told.then(Told.pinned()))).isEqualTo(Duration.ofSeconds(242));
  }

  @Test
  void waitingForAPersonDoesNotCount() {
    Told told = Told.planned();
    Duration before = active(told);
    told.gate(Gate.Kind.UNCERTAIN, "c1").later(HOUR).decided(Choice.APPROVE).later(HOUR);
    assertThat(active(told)).isEqualTo(before);
    told.then(CLAIMED);
    assertThat(active(told)).isEqualTo(before.plusSeconds(1));
  }

  @Test
  void theGapOfACrashDoesNotCount() {
    Told told = Told.planned();
    Instant crash = told.task().at();
    Duration before = told.task().spend().activeAt(crash, told.task());
    told.later(HOUR).then(CLAIMED);
    assertThat(active(told)).isEqualTo(before.plusSeconds(1));
  }

  @Test
  void whatPeopleDoInTheGapOfACrashDoesNotMakeItCount() {
    Told told = Told.planned();
    Duration before = told.task().spend().activeAt(told.task().at(), told.task());
    told.later(HOUR).then(new TaskEvent.Said("U0ANN", "still there?"));
    told.then(new TaskEvent.Posted("card", "C0ENG", "1.1")).later(HOUR).then(CLAIMED);
    assertThat(active(told)).isEqualTo(before.plusSeconds(1));
  }

  @Test
  void whatPeopleSayWhileItIsWorkedOnNeitherAddsNorTakesTime() {
    Told told = Told.planned();
    Duration before = active(told);
    told.then(new TaskEvent.Said("U0ANN", "mind the header")).then(works());
    assertThat(active(told)).isEqualTo(before.plusSeconds(2));
  }

  @Test
  void waitingForTheWorldDoesNotCountAndIsOverWhenSomethingGoesForward() {
    Told told = Told.planned();
    told.then(new TaskEvent.Stalled("The model is busy.", 1, told.now().plusSeconds(60)));
    Duration before = told.task().spend().active();
    assertThat(told.task().readyAt()).isEqualTo(told.now().plusSeconds(59));
    told.later(HOUR).then(CLAIMED);
    assertThat(told.task().spend().active()).isEqualTo(before);
    assertThat(told.task().stall()).as("until it worked").isPresent();
    assertThat(told.then(works()).task().stall()).isEmpty();
  }

  @Test
  void callsAreCountedWhenTheyAreAnsweredAndLostWhenTheyAreNot() {
    TaskEvent asks = new TaskEvent.ModelAsked(Purpose.WORK, "m", 900, 5_000);
    Told told = Told.planned().then(asks);
    assertThat(told.task().spend().openMicros()).isEqualTo(5_000);
    assertThat(told.task().spend().calls()).isZero();
    told.then(works());
    Spend answered = told.task().spend();
    assertThat(answered.calls()).isEqualTo(1);
    assertThat(answered.micros()).isEqualTo(1_000);
    assertThat(answered.openMicros()).isZero();
    assertThat(answered.lost()).isZero();
    assertThat(told.then(asks, CLAIMED).task().spend().lost()).isEqualTo(1);
    assertThat(told.then(asks, asks).task().spend().lost()).isEqualTo(2);
    assertThat(told.then(works(), CLAIMED).task().spend().lost()).isEqualTo(2);
    assertThat(told.task().spend().usage()).isEqualTo(new Usage(200, 0, 20, 0));
  }

  @Test
  void anAnswerThatComesToAWorkerThatLostTheTaskIsPaidAndNotHeard() {
    TaskEvent asks = new TaskEvent.ModelAsked(Purpose.WORK, "m", 900, 5_000);
    Call late = Told.call("late", "search");
    Call mine = Told.call("mine", "search");
    Told told = Told.planned().then(asks, CLAIMED, works(late));
    assertThat(told.task().talk().pending()).isEmpty();
    assertThat(told.task().spend().calls()).isEqualTo(1);
    told.then(asks, works(mine));
    assertThat(told.task().talk().pending()).containsExactly(mine);
  }

  @Test
  void ofTwoAnswersToTheSameQuestionTheFirstCounts() {
    TaskEvent asks = new TaskEvent.ModelAsked(Purpose.WORK, "m", 900, 5_000);
    Call late = Told.call("late", "search");
    Call mine = Told.call("mine", "search");
    Told told = Told.planned().then(asks, CLAIMED, asks, works(late), works(mine));
    assertThat(told.task().talk().pending()).containsExactly(late);
    assertThat(told.task().talk().turns()).isEqualTo(1);
    assertThat(told.task().spend().calls()).isEqualTo(2);
    told.then(Told.returned("late"), asks, works(mine));
    assertThat(told.task().talk().pending()).containsExactly(mine);
  }

  @Test
  void stepsAreTickedOffInAnyOrderAndANewPlanStartsAgain() {
    Told told = Told.planned();
    assertThat(told.task().currentStep()).isEqualTo(1);
    assertThat(told.then(new TaskEvent.StepDone(2)).task().currentStep()).isEqualTo(1);
    assertThat(told.then(new TaskEvent.StepDone(1)).task().currentStep()).isEqualTo(3);
    told.then(new TaskEvent.PlanMade(Told.plan(0.8)));
    assertThat(told.task().currentStep()).isEqualTo(1);
    assertThat(Told.asked().task().currentStep()).isZero();
  }
}
