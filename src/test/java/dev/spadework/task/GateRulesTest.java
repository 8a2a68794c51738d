package dev.spadework.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.TaskEvent.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateRulesTest {
  private static final TaskEvent WISH = new TaskEvent.PlanChangeAsked("U0ANN", "no docs");

  private static Limits limits(Told told, boolean approve, long worst, Set<Purpose> answered) {
    return new Limits(
        told.now(),
        40,
        Duration.ofMinutes(30),
        Reserve.of(1_000_000, 20_000_000),
        0.7,
        approve,
        Map.of(Purpose.PLAN, worst, Purpose.WORK, worst),
        answered);
  }

  @Test
  void aRepositoryMayWantEveryPlanApproved() {
    Told told = Told.planned();
    assertThat(told.next(limits(told, false, 1, Set.of()))).isEqualTo(new Next.Think());
    assertThat(told.next(limits(told, true, 1, Set.of())))
        .isEqualTo(new Next.Ask(Gate.Kind.PLAN, "plan-1"));
  }

  @Test
  void anAnswerThatIsPaidForAlreadyAsksForNoMoney() {
    Told told = Told.prepared();
    assertThat(told.next(limits(told, false, 5_000_000, Set.of()))).isInstanceOf(Next.Ask.class);
    assertThat(told.next(limits(told, false, 5_000_000, Set.of(Purpose.PLAN))))
        .isEqualTo(new Next.MakePlan());
  }

  @Test
  void continueAddsAtLeastWhatTheNextCallLacks() {
    Told told = Told.planned();
    Limits limits = limits(told, false, 2_345_678, Set.of());
    Next.Ask ask = (Next.Ask) told.next(limits);
    told.gate(ask.kind(), ask.subject()).decided(Choice.CONTINUE);
    assertThat(told.task().grants().micros()).isEqualTo(1_350_000);
    assertThat(told.next(limits))
        .as("the day has less, which is another question")
        .isEqualTo(new Next.Ask(Gate.Kind.MONEY, "day-v7+1350000"));
  }

  @Test
  void moneyBeyondADayLastsUntilItIsUsedOrTheDayEnds() {
    Told told = Told.planned();
    told.gate(Gate.Kind.MONEY, "day-v5+700000").decided(Choice.CONTINUE);
    Grants grants = told.task().grants();
    long used = told.task().spend().countedMicros();
    Instant day = told.now().minusSeconds(3600);
    assertThat(grants.micros()).as("the task's own cap stays").isZero();
    assertThat(grants.beyondSince(day, used)).isEqualTo(700_000);
    assertThat(grants.beyondSince(day, used + 600_000)).isEqualTo(100_000);
    assertThat(grants.beyondSince(day, used + 800_000)).isZero();
    assertThat(grants.beyondSince(told.now().plusSeconds(1), used)).isZero();
  }

  @Test
  void whatMayHaveBeenPaidCountsAgainstTheCapAndARefusedCallDoesNot() {
    TaskEvent asks = new TaskEvent.ModelAsked(Purpose.WORK, "m", 900, 300_000);
    Told told = Told.planned().then(asks, new TaskEvent.Claimed("w"));
    assertThat(told.task().spend().lostMicros()).isEqualTo(300_000);
    assertThat(told.task().spend().remaining(1_000_000)).isLessThanOrEqualTo(700_000);
    Told busy =
        Told.planned()
            .then(
                asks,
                new TaskEvent.Stalled("The model is busy.", 1, told.now()),
                new TaskEvent.Claimed("w"));
    assertThat(busy.task().spend().lost()).isEqualTo(1);
    assertThat(busy.task().spend().lostMicros()).as("nothing to speak of").isEqualTo(1);
  }

  @Test
  void aWishForAnotherPlanInterruptsTheWork() {
    Told told = Told.planned().then(WISH);
    assertThat(told.next()).isEqualTo(new Next.MakePlan());
    told.then(new TaskEvent.PlanMade(Told.plan(0.9)));
    assertThat(told.task().planVersion()).isEqualTo(2);
    assertThat(told.task().planBefore()).contains(Told.plan(0.9));
    assertThat(told.next()).isEqualTo(new Next.Think());
  }

  @Test
  void theWishComesTooEarlyOrTooLate() {
    assertThat(Told.prepared().then(WISH).task().replan()).isFalse();
    Told told = Told.planned().then(Told.green("t1"), Told.finished("t1"));
    assertThat(told.then(WISH).next()).isEqualTo(new Next.MakePlan());
    Told late =
        Told.planned()
            .then(Told.green("t1"), Told.finished("t1"))
            .then(new DeliveryEvent.Summarised("T", ""))
            .then(new DeliveryEvent.Committed("c", "t1", "b"), WISH);
    assertThat(late.next()).isEqualTo(new Next.Deliver(Next.Stage.PUSH));
    Told ended = Told.planned().then(new TaskEvent.Cancelled("U0BOB"), WISH);
    assertThat(ended.task().replan()).isFalse();
  }

  @Test
  void atAMoneyGateTheWishWaitsUntilItIsDecided() {
    Told told = Told.planned().gate(Gate.Kind.MONEY, "v4").then(WISH);
    assertThat(told.next()).isEqualTo(new Next.Rest());
    assertThat(told.decided(Choice.CONTINUE).next()).isEqualTo(new Next.MakePlan());
  }

  @Test
  void aHintAtTheReviewGoesBackToWorkAndARejectionEnds() {
    Told told =
        Told.planned()
            .then(Told.green("t1"), Told.finished("t1"))
            .gate(Gate.Kind.REVIEW, "t1")
            .decided(Choice.RETRY_WITH_HINT, "rename it");
    assertThat(told.next()).isEqualTo(new Next.Think());
    Told rejected =
        Told.planned()
            .then(Told.green("t1"), Told.finished("t1"))
            .gate(Gate.Kind.REVIEW, "t1")
            .decided(Choice.REJECT);
    assertThat(rejected.task().phase()).isEqualTo(Phase.REJECTED);
  }

  @Test
  void theReserveThatIsUsedUpFirstCounts() {
    Reserve day = Reserve.of(300, 20_000);
    Reserve own = Reserve.of(200, 10_000, "U0ANN");
    assertThat(day.least(own)).isEqualTo(own);
    assertThat(own.least(day)).isEqualTo(own);
    assertThat(Reserve.of(100, 20_000).least(own).person()).isEmpty();
  }
}
