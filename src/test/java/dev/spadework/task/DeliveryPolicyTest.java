package dev.spadework.task;

import static dev.spadework.task.Told.finished;
import static dev.spadework.task.Told.green;
import static dev.spadework.task.Told.red;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.TaskEvent.Purpose;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a finished change to its pull request, and what people can still change on the way. */
class DeliveryPolicyTest {
  private static final TaskEvent SUMMARISED =
      new DeliveryEvent.Summarised("Add export", "Adds it.");
  private static final TaskEvent COMMITTED =
      new DeliveryEvent.Committed("abc", "t1", "spadework/x");
  private static final TaskEvent PUSHED = new DeliveryEvent.Pushed("abc", "spadework/x");
  private static final TaskEvent SAID = new TaskEvent.Said("U0ANN", "with a header");

  private static Told done() {
    return Told.planned().then(green("t1"), finished("t1"));
  }

  private static Next.Deliver stage(Next.Stage stage) {
    return new Next.Deliver(stage);
  }

  @Test
  void theStagesFollowEachOtherToThePullRequest() {
    Told told = done();
    assertThat(told.next()).isEqualTo(stage(Next.Stage.SUMMARISE));
    assertThat(told.task().phase()).isEqualTo(Phase.REVIEWING);
    assertThat(told.then(SUMMARISED).next()).isEqualTo(stage(Next.Stage.COMMIT));
    assertThat(told.then(COMMITTED).next()).isEqualTo(stage(Next.Stage.PUSH));
    assertThat(told.then(PUSHED).next()).isEqualTo(stage(Next.Stage.OPEN));
    told.then(new DeliveryEvent.PullRequestOpened("acme/billing", 7, "https://x/7", "t", false));
    assertThat(told.next()).isEqualTo(new Next.Rest());
    assertThat(told.task().phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void theSummaryIsPaidForLikeAnyCall() {
    Told told = done();
    Limits none = Told.limits(told.now(), 9_000_000, Map.of(Purpose.SUMMARY, 2_000_000L));
    assertThat(told.next(none)).isEqualTo(new Next.Ask(Gate.Kind.MONEY, "v7+1000000"));
    assertThat(told.then(SUMMARISED).next(none)).isEqualTo(stage(Next.Stage.COMMIT));
  }

  @Test
  void aWordBeforeTheCommitGoesBackToWork() {
    assertThat(done().then(SAID).next()).isEqualTo(new Next.Think());
    assertThat(done().then(SUMMARISED, SAID).next()).isEqualTo(new Next.Think());
    assertThat(done().then(SUMMARISED, SAID, finished("t1")).next())
        .isEqualTo(stage(Next.Stage.SUMMARISE));
  }

  @Test
  void aWordAfterTheCommitComesTooLate() {
    assertThat(done().then(SUMMARISED, COMMITTED, SAID).next()).isEqualTo(stage(Next.Stage.PUSH));
    assertThat(done().then(SUMMARISED, COMMITTED, PUSHED, SAID).next())
        .isEqualTo(stage(Next.Stage.OPEN));
  }

  @Test
  void openAsDraftAnywayClosesTheWorkWithoutTheModel() {
    Told told = Told.planned().then(red("t1"), red("t2")).asks().decided(Choice.OPEN_AS_DRAFT);
    assertThat(told.next()).isEqualTo(stage(Next.Stage.WRAP_UP));
    assertThat(told.then(finished("t2")).next()).isEqualTo(stage(Next.Stage.SUMMARISE));
    assertThat(told.task().delivery().draft()).isTrue();
    assertThat(told.then(SAID).next()).isEqualTo(stage(Next.Stage.SUMMARISE));
  }

  @Test
  void anApprovedDiffIsCommittedAndAHintGoesBackToWork() {
    Told told = done().then(SUMMARISED).gate(Gate.Kind.DIFF, "t1");
    assertThat(told.next()).isEqualTo(new Next.Rest());
    assertThat(told.decided(Choice.APPROVE).next()).isEqualTo(stage(Next.Stage.COMMIT));
    Told hinted = done().then(SUMMARISED).gate(Gate.Kind.DIFF, "t1");
    assertThat(hinted.decided(Choice.RETRY_WITH_HINT, "leave CI alone").next())
        .isEqualTo(new Next.Think());
  }

  @Test
  void aRejectedDiffEndsTheTask() {
    Told told = done().then(SUMMARISED).gate(Gate.Kind.DIFF, "t1");
    Ending ending = told.decided(Choice.REJECT, "too risky").task().ending().orElseThrow();
    assertThat(ending)
        .isEqualTo(new Ending(Ending.Kind.REJECTED, Ending.Blame.NOBODY, "too risky", "", "U0BOB"));
  }

  @Test
  void aRefusedCommandEndsNothing() {
    Told told = Told.planned().then(Told.works(Told.call("c1", "run_command")));
    told.gate(Gate.Kind.COMMAND, "c1").decided(Choice.REJECT, "no");
    assertThat(told.next()).isEqualTo(new Next.Run(Told.call("c1", "run_command"), false));
  }

  @Test
  void itCanBeCancelledAnywhereAndTheFirstEndingHolds() {
    TaskEvent cancelled = new TaskEvent.Cancelled("U0ANN");
    Told told = done().then(SUMMARISED, COMMITTED, PUSHED, cancelled);
    assertThat(told.next()).isEqualTo(new Next.Rest());
    told.then(new TaskEvent.GaveUp(Ending.Blame.US, "broke", ""));
    told.then(new DeliveryEvent.PullRequestOpened("acme/billing", 7, "https://x/7", "t", false));
    assertThat(told.task().phase()).isEqualTo(Phase.CANCELLED);
    assertThat(Told.asked().then(cancelled).task().phase()).isEqualTo(Phase.CANCELLED);
    Told waiting = Told.planned().gate(Gate.Kind.COMMAND, "c1").then(cancelled);
    assertThat(waiting.task().gates().open()).isEmpty();
    assertThat(waiting.task().phase()).isEqualTo(Phase.CANCELLED);
  }

  @Test
  void aDecisionAtAnotherGateOrThatTheGateDoesNotOfferIsIgnored() {
    Told told = Told.planned().gate(Gate.Kind.COMMAND, "c1");
    told.then(new TaskEvent.Decided("g99", Choice.APPROVE, "U0BOB", ""));
    told.then(new TaskEvent.Decided("g6", Choice.OPEN_AS_DRAFT, "U0BOB", ""));
    assertThat(told.next()).isEqualTo(new Next.Rest());
    told.then(new TaskEvent.Decided("g6", Choice.APPROVE, "U0BOB", ""));
    told.then(new TaskEvent.Decided("g6", Choice.REJECT, "U0EVE", ""));
    assertThat(told.task().gates().settled()).hasSize(1);
    assertThat(told.task().gates().byId("g6").orElseThrow().decided().by()).isEqualTo("U0BOB");
  }
}
