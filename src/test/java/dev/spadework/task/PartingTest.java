package dev.spadework.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.Parting.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartingTest {
  private static Plan plan(int steps, int filesEach) {
    List<Plan.Step> all = new ArrayList<>();
    for (int i = 1; i <= steps; i++) {
      List<String> files = new ArrayList<>();
      for (int j = 0; j < filesEach; j++) {
        files.add("f" + i + "-" + j);
      }
      all.add(new Plan.Step("step " + i, files));
    }
    return new Plan("much", all, List.of(), List.of(), "", 0.9, List.of());
  }

  private static Told large() {
    Told told = Told.prepared();
    told.then(new Aside.PlanSized(1, List.of(1, 2), 3, 0, 0));
    return told.then(new TaskEvent.PlanMade(plan(3, 1)));
  }

  private static Optional<TaskEvent> said(Told told, String text) {
    return Parting.said(told.task(), told.task().gates().open().orElseThrow(), text, "U0ANN");
  }

  @Test
  void aPlanIsCutWhereItPassesAThreshold() {
    assertThat(Parting.cut(plan(8, 1), Limit.USUAL, 0, 1)).isEmpty();
    assertThat(Parting.cut(plan(9, 1), Limit.USUAL, 0, 1)).containsExactly(4, 5);
    assertThat(Parting.cut(plan(3, 6), Limit.USUAL, 0, 1)).containsExactly(1, 2);
    assertThat(Parting.cut(plan(1, 40), Limit.USUAL, 0, 1)).as("one step is one part").isEmpty();
    assertThat(Parting.cut(plan(6, 1), Limit.USUAL, 250, 100)).containsExactly(2, 2, 2);
    assertThat(Parting.cut(plan(3, 1), Limit.USUAL, 250, 100)).as("too short to cut").isEmpty();
    assertThat(Parting.cut(plan(20, 9), new Limit(0, 0), 1, 100)).isEmpty();
    assertThat(Parting.cut(plan(20, 9), new Limit(1, 1), 0, 100)).hasSize(12);
  }

  @Test
  void everyStepIsInOnePart() {
    for (int steps = 2; steps <= 20; steps++) {
      for (int most = 1; most <= 20; most++) {
        List<Integer> parts = Parting.cut(plan(steps, 1), new Limit(most, 0), 0, 1);
        if (!parts.isEmpty()) {
          assertThat(parts.stream().mapToInt(n -> n).sum()).isEqualTo(steps);
          assertThat(parts).allMatch(n -> n > 0);
        }
      }
    }
  }

  @Test
  void aLargePlanIsAskedAboutOnceAndGoesOnAsOne() {
    Told told = large();
    assertThat(told.next()).isEqualTo(new Next.Ask(Gate.Kind.SIZE, "plan-1"));
    told.gate(Gate.Kind.SIZE, "plan-1").decided(Choice.AS_ONE);
    assertThat(told.next()).isEqualTo(new Next.Think());
  }

  @Test
  void anAnswerHasThePlanMadeAgain() {
    Told told = large().gate(Gate.Kind.SIZE, "plan-1").decided(Choice.ANSWER);
    assertThat(told.next()).isEqualTo(new Next.MakePlan());
    told.then(new TaskEvent.PlanMade(plan(2, 1)));
    assertThat(told.next()).as("the cut was of the plan before").isEqualTo(new Next.Think());
  }

  @Test
  void aReplyStartsWhatAButtonStarts() {
    Told told = large().gate(Gate.Kind.SIZE, "plan-1");
    String gate = told.task().gates().open().orElseThrow().id();
    assertThat(said(told, "Start part 2.")).contains(new Aside.PartStarted(gate, 2, "U0ANN"));
    assertThat(said(told, "1")).contains(new Aside.PartStarted(gate, 1, "U0ANN"));
    assertThat(said(told, "3")).as("there is none").isEmpty();
    assertThat(said(told, "start all in order")).contains(new Aside.PartsOrdered(gate, "U0ANN"));
    assertThat(said(told, "do it as one anyway"))
        .contains(new TaskEvent.Decided(gate, Choice.AS_ONE, "U0ANN", ""));
    assertThat(said(told, "only the export"))
        .contains(new TaskEvent.Decided(gate, Choice.ANSWER, "U0ANN", "only the export"));
  }

  @Test
  void aPartIsStartedOnceAndThenTheWholeIsNotDoneAsOne() {
    Told told = large().gate(Gate.Kind.SIZE, "plan-1");
    String gate = told.task().gates().open().orElseThrow().id();
    told.then(new Aside.PartStarted(gate, 1, "U0ANN"));
    assertThat(said(told, "1")).isEmpty();
    assertThat(said(told, "as one")).isEmpty();
    told.then(new TaskEvent.Decided(gate, Choice.AS_ONE, "U0BOB", ""));
    assertThat(told.task().gates().open()).as("it is open still").isPresent();
    told.then(new Aside.PartOpened(gate, 1, "t-a"), new Aside.PartStarted(gate, 2, "U0BOB"));
    assertThat(told.task().ending()).isEmpty();
    told.then(new Aside.PartOpened(gate, 2, "t-b"));
    assertThat(told.task().ending().orElseThrow().reason()).isEqualTo(Parting.ENDED);
  }
}
