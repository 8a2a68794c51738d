package dev.spadework.worker;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Story;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task from the request to the pull request, and the ways in which it stops on the way. */
class MainJobTest {
  @TempDir Path dir;

  static Map<String, Object> plan(double confidence, String... questions) {
    return Map.of(
        "summary",
        "Add a subtraction",
        "steps",
        List.of(
            Map.of("title", "Write sub.sh", "files", List.of("sub.sh")),
            Map.of("title", "Test it", "files", List.of("tests/subtracts.sh"))),
        "assumptions",
        List.of(),
        "questions",
        List.of(questions),
        "risk",
        "low",
        "confidence",
        confidence,
        "judgement",
        List.of());
  }

  static Story subtract() {
    return Story.named("subtract")
        .plan(plan(0.9))
        .turn(
            call("search", Map.of("pattern", "prices")),
            call("read_file", Map.of("path", "total.sh")))
        .turn(
            call("write_file", Map.of("path", "sub.sh", "content", "echo $(($1 - $2))\n")),
            call("step_done", Map.of("step", 1)))
        .turn(
            call(
                "write_file",
                Map.of("path", "tests/subtracts.sh", "content", "[ \"$(sh sub.sh 3 1)\" = 2 ]\n")),
            call("step_done", Map.of("step", 2)),
            call("run_tests", Map.of()))
        .turn(
            call(
                "finish",
                Map.of(
                    "summary",
                    "`sub.sh`: subtracts\n`tests/subtracts.sh`: tests it",
                    "risks",
                    List.of("no overflow check"))))
        .summary("Add a subtraction\n\nSubtracts the second number from the first.");
  }

  @Test
  void aRequestBecomesAPullRequestWhoseTreeWasTested() {
    try (House house = new House(dir, subtract())) {
      String id = house.ask("add a subtraction");
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(house.github.pulls(House.REPO)).hasSize(1);
      String branch = "spadework/" + id + "-add-a-subtraction";
      assertThat(house.origin.run("show", branch + ":sub.sh")).isEqualTo("echo $(($1 - $2))\n");
      assertThat(house.origin.run("rev-parse", branch + "^{tree}").strip())
          .isEqualTo(task.testing().last().orElseThrow().tree());
      assertThat(task.testing().baseline().orElseThrow().counts().orElseThrow().passed())
          .isEqualTo(1);
      assertThat(task.testing().last().orElseThrow().counts().orElseThrow().passed()).isEqualTo(2);
      assertThat(house.git.pushes()).isEqualTo(1);
    }
  }

  @Test
  void anUncertainPlanAsksAndAnAnswerMakesAnotherPlan() {
    Story story =
        subtract().plan(plan(0.5, "Which way round?")).planWhen("first minus second", plan(0.9));
    try (House house = new House(dir, story)) {
      String id = house.ask("add a subtraction");
      house.awaitGate(id, Gate.Kind.UNCERTAIN);
      house.restart();
      house.decide(id, Choice.ANSWER, "first minus second");
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(task.planVersion()).isEqualTo(2);
    }
  }

  @Test
  void anUncertainPlanThatIsApprovedGoesOn() {
    try (House house = new House(dir, subtract().plan(plan(0.5, "Which way round?")))) {
      String id = house.ask("add a subtraction");
      house.awaitGate(id, Gate.Kind.UNCERTAIN);
      house.decide(id, Choice.APPROVE, "");
      assertThat(house.awaitEnd(id).phase()).isEqualTo(Phase.DONE);
    }
  }

  @Test
  void anUncertainPlanThatIsRejectedEndsTheTask() {
    try (House house = new House(dir, subtract().plan(plan(0.5, "Which way round?")))) {
      String id = house.ask("add a subtraction");
      house.awaitGate(id, Gate.Kind.UNCERTAIN);
      house.decide(id, Choice.REJECT, "not now");
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).isEqualTo(Phase.REJECTED);
      assertThat(house.origin.run("branch", "--list", "spadework/*")).isEmpty();
    }
  }

  @Test
  void nothingChangedIsAFailureNotASuccess() {
    Story story =
        Story.named("idle")
            .plan(plan(0.9))
            .turn(call("finish", Map.of("summary", "It is there already.")));
    try (House house = new House(dir, story)) {
      Task task = house.awaitEnd(house.ask("add a subtraction"));
      assertThat(task.phase()).isEqualTo(Phase.FAILED);
      assertThat(task.ending().orElseThrow().reason()).contains("Nothing was changed");
    }
  }

  @Test
  void aTokenThatMayNotPushIsSaidBeforeACentIsSpent() {
    try (House house = new House(dir, subtract())) {
      house.git.mood(dev.spadework.workspace.GitHttpServer.Mood.NO_PUSH);
      Task task = house.awaitEnd(house.ask("add a subtraction"));
      assertThat(task.phase()).isEqualTo(Phase.FAILED);
      assertThat(task.spend().calls()).isZero();
      assertThat(house.model.seen()).isEmpty();
    }
  }

  @Test
  void whatAPersonSaysReachesTheNextModelCall() {
    try (House house = new House(dir, subtract().plan(plan(0.5)))) {
      String id = house.ask("add a subtraction");
      house.awaitGate(id, Gate.Kind.UNCERTAIN);
      house.say(id, "keep it short");
      house.decide(id, Choice.APPROVE, "");
      house.awaitEnd(id);
      assertThat(house.model.seen().get(1).body()).contains("keep it short");
    }
  }

  @Test
  void theBudgetIsAskedForBeforeItIsPassed() {
    try (House house = new House(dir, subtract())) {
      String id = house.ask("add a subtraction", 78_000);
      Task task = house.awaitGate(id, Gate.Kind.MONEY);
      assertThat(task.spend().micros()).isLessThan(78_000);
      house.restart();
      house.decide(id, Choice.CONTINUE, "");
      task = house.awaitEnd(id);
      assertThat(task.phase()).isEqualTo(Phase.DONE);
      assertThat(task.spend().micros()).isLessThan(task.budgetMicros());
    }
  }

  @Test
  void everyEventIsWrittenDownInOrder() {
    try (House house = new House(dir, subtract())) {
      String id = house.ask("add a subtraction");
      house.awaitEnd(id);
      List<String> kinds =
          house.journal.entries(id).stream()
              .map(entry -> entry.event().getClass().getSimpleName())
              .toList();
      assertThat(kinds)
          .startsWith("Asked", "Claimed", "BasePinned", "SandboxReady", "TestsStarted", "TestsRan")
          .endsWith(
              "Finished",
              "ToolReturned",
              "ModelAsked",
              "ModelReplied",
              "Summarised",
              "Committed",
              "Pushed",
              "PullRequestOpened");
      assertThat(house.journal.entries(id).get(0).event()).isInstanceOf(TaskEvent.Asked.class);
    }
  }
}
