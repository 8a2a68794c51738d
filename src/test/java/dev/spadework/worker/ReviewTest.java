package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.Aside;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that the requester wants to see first, and what people say of it on the way. */
class ReviewTest {
  @TempDir Path dir;

  @Test
  void nothingIsPushedBeforeTheChangeIsApproved() {
    try (House house = new House(dir, MainJobTest.subtract())) {
      Request request =
          Request.of("add a subtraction", House.REPO, 1_000_000, "U0ANN", "C0ENG")
              .approveDiff(true)
              .make();
      String id = house.journal.open("k1", request).task();
      Task task = house.awaitGate(id, Gate.Kind.REVIEW);
      String tree = task.testing().last().orElseThrow().tree();
      Gate gate = task.gates().open().orElseThrow();
      assertThat(gate.subject()).isEqualTo(tree);
      assertThat(String.join("\n", gate.details()))
          .contains("2 files changed, 2 lines added, 0 deleted:")
          .contains("`sub.sh` (+1 −0): subtracts")
          .contains("2 passed after (1 new) on exactly this tree")
          .contains("tree `" + tree.substring(0, 7) + "`");
      assertThat(house.git.pushes()).isZero();
      house.restart();
      house.decide(id, Choice.APPROVE, "");
      house.journal.add(
          id, Optional.empty(), new Aside.Reasoned(gate.id(), "U0BOB", "small and clear"));
      assertThat(house.awaitEnd(id).phase()).isEqualTo(Phase.DONE);
      assertThat(house.git.pushes()).isEqualTo(1);
    }
  }

  @Test
  void aChangeOfPlanDuringTheWorkMakesAnotherVersion() {
    String[] task = new String[1];
    var story = MainJobTest.subtract().planWhen("leave out the test", MainJobTest.plan(0.8));
    try (House house = new House(dir, story)) {
      house.onAppend(
          entry -> {
            // Said while the first plan is being worked on, once.
            if (entry.event() instanceof TaskEvent.ToolStarted && task[0] == null) {
              task[0] = entry.task();
              house.journal.add(
                  entry.task(),
                  Optional.of("once"),
                  new TaskEvent.PlanChangeAsked("U0ANN", "leave out the test"));
            }
          });
      String id = house.ask("add a subtraction");
      Task done = house.awaitEnd(id);
      assertThat(done.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(done.planVersion()).isEqualTo(2);
      assertThat(done.planBefore()).isPresent();
      assertThat(house.model.seen()).anyMatch(seen -> seen.body().contains("The plan was changed"));
    }
  }
}
