package dev.spadework.task;

import static dev.spadework.task.Told.BASE;
import static dev.spadework.task.Told.green;
import static dev.spadework.task.Told.plan;
import static dev.spadework.task.Told.ran;
import static dev.spadework.task.Told.red;
import static dev.spadework.task.Told.works;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.TestRun.Purpose;
import dev.spadework.task.TestRun.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows from a test run. */
class TestsPolicyTest {
  private static final Next.Ask RED_BASE = new Next.Ask(Gate.Kind.UNCERTAIN, "baseline");
  private static final Next.Ask DEAD_BASE = new Next.Ask(Gate.Kind.TESTS, "baseline");

  private static Told base(Verdict verdict, String... failing) {
    return Told.claimed().then(ran(Purpose.BASELINE, BASE, verdict, failing));
  }

  @Test
  void aRedBaseAsksBeforeAnythingIsPlanned() {
    for (Verdict verdict : List.of(Verdict.FAILED, Verdict.TIMED_OUT)) {
      Told told = base(verdict, "old");
      assertThat(told.next()).isEqualTo(RED_BASE);
      assertThat(told.asks().decided(Choice.APPROVE).next()).isEqualTo(new Next.MakePlan());
    }
  }

  @Test
  void anAnswerAtARedBaseGoesOnToThePlan() {
    Told told = base(Verdict.FAILED, "old").asks().decided(Choice.ANSWER, "known, go on");
    assertThat(told.next()).isEqualTo(new Next.MakePlan());
    assertThat(told.task().replan()).isFalse();
  }

  @Test
  void aBaseThatCannotBeTestedAsks() {
    for (Verdict verdict :
        List.of(Verdict.COULD_NOT_RUN, Verdict.OUT_OF_MEMORY, Verdict.DISK_FULL)) {
      Told told = base(verdict, "old");
      assertThat(told.next()).isEqualTo(DEAD_BASE);
      assertThat(told.asks().decided(Choice.OPEN_AS_DRAFT).next()).isEqualTo(new Next.MakePlan());
    }
  }

  @Test
  void aHintThereTestsTheBaseAgainAndAsksAgainIfThatDidNotHelp() {
    Told told = base(Verdict.COULD_NOT_RUN).asks().decided(Choice.RETRY_WITH_HINT, "fixed it");
    assertThat(told.next()).isEqualTo(new Next.Baseline());
    told.then(ran(Purpose.BASELINE, BASE, Verdict.COULD_NOT_RUN));
    assertThat(told.next()).isEqualTo(DEAD_BASE);
    told.asks().decided(Choice.RETRY_WITH_HINT, "now");
    told.then(ran(Purpose.BASELINE, BASE, Verdict.PASSED));
    assertThat(told.next()).isEqualTo(new Next.MakePlan());
  }

  @Test
  void withoutTestsTheWorkGoesOnAndEndsAsADraft() {
    Told told = base(Verdict.COULD_NOT_RUN).asks().decided(Choice.OPEN_AS_DRAFT);
    assertThat(told.next()).isEqualTo(new Next.MakePlan());
    told.then(new TaskEvent.PlanMade(plan(0.9)), works());
    told.then(ran(Purpose.CHANGE, "t1", Verdict.COULD_NOT_RUN));
    assertThat(told.next()).isEqualTo(new Next.Think());
    assertThat(told.task().testing().waived()).isTrue();
    assertThat(told.task().delivery().begun()).isFalse();
  }

  @Test
  void theFirstRedGoesOnAndTheSecondAsks() {
    Told told = Told.planned().then(red("t1"));
    assertThat(told.next()).isEqualTo(new Next.Think());
    told.then(red("t2"));
    assertThat(told.next()).isEqualTo(new Next.Ask(Gate.Kind.TESTS, "v7"));
  }

  @Test
  void aTimeOutIsRedTooAndSoIsWhatOutgrowsTheSandbox() {
    for (Verdict verdict : List.of(Verdict.TIMED_OUT, Verdict.OUT_OF_MEMORY, Verdict.DISK_FULL)) {
      Told told = Told.planned().then(ran(Purpose.CHANGE, "t1", verdict));
      assertThat(told.task().testing().green("t1")).isFalse();
      assertThat(told.next()).isEqualTo(new Next.Think());
      assertThat(told.then(red("t2")).next()).isInstanceOf(Next.Ask.class);
    }
  }

  @Test
  void aGreenInBetweenDoesNotStartTheCountAgain() {
    Told told = Told.planned().then(red("t1"), green("t2"), red("t3"));
    assertThat(told.task().testing().reds()).isEqualTo(2);
    assertThat(told.next()).isInstanceOf(Next.Ask.class);
  }

  @Test
  void aHintStartsTheCountAgain() {
    Told told = Told.planned().then(red("t1"), red("t2")).asks();
    told.decided(Choice.RETRY_WITH_HINT, "look at the header");
    assertThat(told.next()).isEqualTo(new Next.Think());
    assertThat(told.then(red("t3")).next()).isEqualTo(new Next.Think());
    assertThat(told.then(red("t4")).next()).isEqualTo(new Next.Ask(Gate.Kind.TESTS, "v11"));
  }

  @Test
  void theSameTreeTestedTwiceCountsOnce() {
    Told told = Told.planned().then(red("t1"), red("t1"), red("t1"));
    assertThat(told.task().testing().reds()).isEqualTo(1);
    assertThat(told.next()).isEqualTo(new Next.Think());
  }

  @Test
  void theUntouchedTreeNeverCounts() {
    Told told = Told.planned().then(red(BASE), red("t1"));
    assertThat(told.task().testing().reds()).isEqualTo(1);
  }

  @Test
  void aTreeThatCouldNotBeTestedIsStillNewToTheCount() {
    Told told =
        Told.planned().then(red("t0"), ran(Purpose.CHANGE, "t1", Verdict.COULD_NOT_RUN), red("t1"));
    assertThat(told.task().testing().reds()).isEqualTo(2);
  }

  @Test
  void onARedBaseOnlyNewFailuresAreRed() {
    Told told = base(Verdict.FAILED, "old", "older").asks().decided(Choice.APPROVE);
    told.then(new TaskEvent.PlanMade(plan(0.9)));
    told.then(ran(Purpose.CHANGE, "t1", Verdict.FAILED, "older"));
    told.then(ran(Purpose.CHANGE, "t2", Verdict.FAILED, "old", "older"));
    assertThat(told.task().testing().reds()).isZero();
    assertThat(told.task().testing().green("t2")).isTrue();
    told.then(ran(Purpose.CHANGE, "t3", Verdict.FAILED, "old", "mine"));
    assertThat(told.task().testing().reds()).isEqualTo(1);
    assertThat(told.task().testing().green("t3")).isFalse();
  }

  @Test
  void onARedBaseAFailureWithoutNamesOrATimeOutIsRed() {
    Told told = base(Verdict.FAILED, "old").asks().decided(Choice.APPROVE);
    told.then(ran(Purpose.CHANGE, "t1", Verdict.FAILED));
    told.then(ran(Purpose.CHANGE, "t2", Verdict.TIMED_OUT, "old"));
    told.then(ran(Purpose.CHANGE, "t3", Verdict.OUT_OF_MEMORY, "old"));
    assertThat(told.task().testing().reds()).isEqualTo(3);
  }

  @Test
  void aListOfFailuresThatWasCutProvesNothing() {
    List<TestRun.Failure> known =
        IntStream.range(0, 50).mapToObj(i -> new TestRun.Failure("old" + i, "no", "")).toList();
    Told told = Told.claimed().then(counted(Purpose.BASELINE, BASE, known, 60)).asks();
    told.decided(Choice.APPROVE).then(counted(Purpose.CHANGE, "t1", known, 61));
    assertThat(told.task().testing().green("t1")).isFalse();
  }

  private static TaskEvent counted(
      Purpose purpose, String tree, List<TestRun.Failure> failures, int failed) {
    return new TaskEvent.TestsRan(
        new TestRun(
            purpose,
            tree,
            "t",
            Verdict.FAILED,
            Optional.of(new TestRun.Counts(9, failed, 0)),
            failures,
            "",
            "",
            1));
  }

  @Test
  void testsThatCannotRunAskAtOnce() {
    Told told = Told.planned().then(ran(Purpose.CHANGE, "t1", Verdict.COULD_NOT_RUN));
    assertThat(told.next()).isEqualTo(new Next.Ask(Gate.Kind.TESTS, "v6"));
    assertThat(told.task().testing().green("t1")).isFalse();
    assertThat(told.asks().decided(Choice.RETRY_WITH_HINT, "x").next()).isEqualTo(new Next.Think());
  }

  @Test
  void changeThePlanAtTheTestsGateMakesOneAndForgetsTheCount() {
    Told told = Told.planned().then(red("t1"), red("t2")).asks();
    told.decided(Choice.CHANGE_PLAN, "only the header");
    assertThat(told.next()).isEqualTo(new Next.MakePlan());
    assertThat(told.then(new TaskEvent.PlanMade(plan(0.9)), red("t3")).next())
        .isEqualTo(new Next.Think());
  }

  @Test
  void stopAtTheTestsGateIsACancellationAndNotAFailure() {
    Told told = Told.planned().then(red("t1"), red("t2")).asks().decided(Choice.STOP);
    assertThat(told.task().phase()).isEqualTo(Phase.CANCELLED);
    assertThat(told.task().ending().orElseThrow().by()).isEqualTo("U0BOB");
  }
}
