package dev.spadework.task;

import static dev.spadework.task.Told.call;
import static dev.spadework.task.Told.plan;
import static dev.spadework.task.Told.replied;
import static dev.spadework.task.Told.returned;
import static dev.spadework.task.Told.works;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.TaskEvent.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a task needs next, from the request to the work; tests and delivery have their own pages.
 */
class PolicyTest {
  private static final Next.Ask PLAN_QUESTION = new Next.Ask(Gate.Kind.UNCERTAIN, "plan-1");

  @Test
  void aRequestIsPreparedBeforeAnythingElse() {
    assertThat(Told.asked().next()).isEqualTo(new Next.Prepare());
    assertThat(Told.asked().then(new TaskEvent.Claimed("w")).next()).isEqualTo(new Next.Prepare());
  }

  @Test
  void thenTheUntouchedBaseIsTestedAndThenPlanned() {
    assertThat(Told.claimed().next()).isEqualTo(new Next.Baseline());
    assertThat(Told.prepared().next()).isEqualTo(new Next.MakePlan());
  }

  @Test
  void aSurePlanIsWorkedOnWithoutAsking() {
    assertThat(Told.planned().next()).isEqualTo(new Next.Think());
  }

  @Test
  void aPlanBelowTheThresholdAsks() {
    assertThat(Told.prepared().then(new TaskEvent.PlanMade(plan(0.69))).next())
        .isEqualTo(PLAN_QUESTION);
    assertThat(Told.prepared().then(new TaskEvent.PlanMade(plan(0.7))).next())
        .isEqualTo(new Next.Think());
  }

  @Test
  void aPlanWithAQuestionOrAJudgementAsksHoweverSureItIs() {
    assertThat(Told.prepared().then(new TaskEvent.PlanMade(plan(1, "Which way?"))).next())
        .isEqualTo(PLAN_QUESTION);
    Plan sure = plan(1);
    Plan judges =
        new Plan(
            sure.summary(),
            sure.steps(),
            List.of(),
            List.of(),
            "low",
            1,
            List.of("security: who may export?"));
    assertThat(Told.prepared().then(new TaskEvent.PlanMade(judges)).next())
        .isEqualTo(PLAN_QUESTION);
  }

  @Test
  void anApprovedPlanIsWorkedOn() {
    Told told = Told.prepared().then(new TaskEvent.PlanMade(plan(0.1))).asks();
    assertThat(told.next()).isEqualTo(new Next.Rest());
    assertThat(told.decided(Choice.APPROVE).next()).isEqualTo(new Next.Think());
  }

  @Test
  void anAnswerMakesAnotherPlanAndThatMayAskAgain() {
    Told told =
        Told.prepared()
            .then(new TaskEvent.PlanMade(plan(0.1)))
            .asks()
            .decided(Choice.ANSWER, "columns as in the ledger");
    assertThat(told.next()).isEqualTo(new Next.MakePlan());
    assertThat(told.then(new TaskEvent.PlanMade(plan(0.2))).next())
        .isEqualTo(new Next.Ask(Gate.Kind.UNCERTAIN, "plan-2"));
  }

  @Test
  void aChangedPlanIsMadeAnewEvenInTheMiddleOfTheWork() {
    Told told =
        Told.planned()
            .then(works(call("c1", "ask_human")))
            .gate(Gate.Kind.UNCERTAIN, "c1")
            .decided(Choice.CHANGE_PLAN, "no export, an import");
    assertThat(told.next()).isEqualTo(new Next.MakePlan());
    assertThat(told.then(new TaskEvent.PlanMade(plan(0.9))).next())
        .isEqualTo(new Next.Run(call("c1", "ask_human"), false));
  }

  @Test
  void whoAskedToApproveThePlanIsAsked() {
    Request careful = Told.request().but().approvePlan(true).make();
    Told told =
        Told.asked(careful)
            .then(new TaskEvent.Claimed("w"), Told.pinned())
            .then(Told.ran(TestRun.Purpose.BASELINE, Told.BASE, TestRun.Verdict.PASSED))
            .then(new TaskEvent.PlanMade(plan(1)));
    assertThat(told.next()).isEqualTo(new Next.Ask(Gate.Kind.PLAN, "plan-1"));
    assertThat(told.asks().decided(Choice.APPROVE).next()).isEqualTo(new Next.Think());
  }

  @Test
  void callsRunInTheirOrderAndTheModelIsAskedOnceAllHaveResults() {
    Call first = call("c1", "read_file");
    Call second = call("c2", "search");
    Told told = Told.planned().then(works(first, second));
    assertThat(told.next()).isEqualTo(new Next.Run(first, false));
    assertThat(told.then(new TaskEvent.ToolStarted("c1")).next())
        .isEqualTo(new Next.Run(first, true));
    assertThat(told.then(returned("c1")).next()).isEqualTo(new Next.Run(second, false));
    assertThat(told.then(returned("c2")).next()).isEqualTo(new Next.Think());
  }

  @Test
  void threeRepliesInARowWithoutACallAskAPerson() {
    Told told = Told.planned().then(works(), works());
    assertThat(told.next()).isEqualTo(new Next.Think());
    told.then(works());
    assertThat(told.next()).isEqualTo(new Next.Ask(Gate.Kind.UNCERTAIN, "silent-8"));
    assertThat(told.asks().decided(Choice.APPROVE).next()).isEqualTo(new Next.Think());
  }

  @Test
  void aCallBetweenSilentRepliesStartsTheCountAgain() {
    Told told =
        Told.planned()
            .then(works(), works(), works(call("c1", "search")), returned("c1"), works(), works());
    assertThat(told.next()).isEqualTo(new Next.Think());
  }

  @Test
  void eachPaidCallIsRefusedWhereItsWorstCasePassesTheBudget() {
    Told told = Told.planned().then(replied(Purpose.PLAN, 600_000));
    Map<Purpose, Long> fits = Map.of(Purpose.WORK, 400_000L);
    Map<Purpose, Long> tooMuch = Map.of(Purpose.WORK, 400_001L);
    assertThat(told.next(Told.limits(told.now(), 9_000_000, fits))).isEqualTo(new Next.Think());
    assertThat(told.next(Told.limits(told.now(), 9_000_000, tooMuch)))
        .isEqualTo(new Next.Ask(Gate.Kind.MONEY, "v6"));
  }

  @Test
  void theDaysMoneyIsALimitToo() {
    Told told = Told.prepared();
    Map<Purpose, Long> worst = Map.of(Purpose.PLAN, 50_000L);
    assertThat(told.next(Told.limits(told.now(), 50_000, worst))).isEqualTo(new Next.MakePlan());
    assertThat(told.next(Told.limits(told.now(), 49_999, worst)))
        .isEqualTo(new Next.Ask(Gate.Kind.MONEY, "day-v4"));
  }

  @Test
  void callsAndMinutesAreLimits() {
    Told told = Told.planned();
    for (int i = 0; i < 40; i++) {
      told.then(works(call("c" + i, "search")), returned("c" + i));
    }
    assertThat(told.next()).isInstanceOf(Next.Ask.class);
    assertThat(told.asks().decided(Choice.CONTINUE).next()).isEqualTo(new Next.Think());

    Told slow = Told.planned().later(Duration.ofMinutes(31));
    assertThat(slow.next()).isEqualTo(new Next.Ask(Gate.Kind.MONEY, "v5"));
    slow.asks().decided(Choice.CONTINUE).then(new TaskEvent.Claimed("w"));
    assertThat(slow.next()).isEqualTo(new Next.Think());
  }

  @Test
  void aToolCallThatCostsNothingIsRunAlsoWhenTheMoneyIsGone() {
    Told told = Told.planned().then(replied(Purpose.WORK, 5_000_000, call("c1", "search")));
    assertThat(told.next()).isEqualTo(new Next.Run(call("c1", "search"), false));
    assertThat(told.then(returned("c1")).next()).isInstanceOf(Next.Ask.class);
  }

  @Test
  void continueAddsHalfOfTheBudgetEachTime() {
    Told told = Told.planned().then(replied(Purpose.WORK, 1_200_000));
    assertThat(told.asks().task().budgetMicros()).isEqualTo(1_000_000);
    assertThat(told.decided(Choice.CONTINUE).task().budgetMicros()).isEqualTo(1_500_000);
    assertThat(told.next()).isEqualTo(new Next.Think());
    told.then(replied(Purpose.WORK, 400_000)).asks().decided(Choice.CONTINUE);
    assertThat(told.task().budgetMicros()).isEqualTo(2_000_000);
  }

  @Test
  void aTaskRestsWhileAQuestionIsOpenAndForEverOnceItHasEnded() {
    Told told = Told.planned().gate(Gate.Kind.COMMAND, "c1");
    assertThat(told.next()).isEqualTo(new Next.Rest());
    assertThat(told.then(new TaskEvent.Cancelled("U0ANN")).next()).isEqualTo(new Next.Rest());
    assertThat(Optional.of(told.task().phase())).contains(Phase.CANCELLED);
  }
}
