package dev.spadework.worker;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Story;
import dev.spadework.task.Choice;
import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests red twice: the four choices, each after a restart. */
class RedTwiceTest {
  @TempDir Path dir;

  private static Answer write(String expression) {
    return Answer.calls(
        call("write_file", Map.of("path", "sub.sh", "content", "echo $((" + expression + "))\n")),
        call("run_tests", Map.of()));
  }

  /** Wrong twice; right once a person's word has been heard. */
  static Story wrongTwice() {
    return Story.named("wrong twice")
        .plan(MainJobTest.plan(0.9))
        .turn(
            call(
                "write_file",
                Map.of("path", "tests/subtracts.sh", "content", "[ \"$(sh sub.sh 3 1)\" = 2 ]\n")))
        .turn(write("$2 - $1"))
        .turn(write("$1 + $2"))
        .turn(write("$1 - $2"))
        .turn(
            call(
                "finish",
                Map.of(
                    "summary",
                    "`sub.sh`: subtracts\n`tests/subtracts.sh`: tests it",
                    "risks",
                    List.of())))
        .summary("Add a subtraction\n\nSubtracts the second number from the first.");
  }

  private static final String PLANNER = "gemini:gemini-3.1-pro-preview";

  private Task redTwice(House house) {
    String id = house.ask("add a subtraction");
    Task task = house.awaitGate(id, Gate.Kind.TESTS);
    assertThat(task.testing().reds()).isEqualTo(2);
    assertThat(task.gates().open().orElseThrow().choices())
        .containsExactly(
            Choice.RETRY_WITH_HINT, Choice.OPEN_AS_DRAFT, Choice.CHANGE_PLAN, Choice.STOP);
    assertThat(house.github.pulls(House.REPO)).isEmpty();
    house.restart();
    return task;
  }

  @Test
  void aHintReachesTheModelAndTheCountStartsAgain() {
    try (House house = new House(dir, wrongTwice())) {
      house.roles = List.of(PLANNER, "gemini:gemini-3.5-flash", "gemini:gemini-3.5-flash-lite");
      house.restart();
      String id = redTwice(house).id();
      house.decide(id, Choice.RETRY_WITH_HINT, "first minus second");
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(task.testing().reds()).isZero();
      assertThat(house.github.pulls(House.REPO).get(0).path("draft").asBoolean()).isFalse();
      assertThat(house.model.seen().get(4).body()).contains("first minus second");
      assertThat(house.model.seen())
          .as("plan and second debug by the planner's model, all else not")
          .extracting(seen -> PLANNER.endsWith(seen.model()))
          .containsExactly(true, false, false, false, true, false, false);
    }
  }

  @Test
  void openAsDraftAnywayOpensADraftThatSaysWhatIsRed() {
    try (House house = new House(dir, wrongTwice())) {
      String id = redTwice(house).id();
      house.decide(id, Choice.OPEN_AS_DRAFT, "");
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      var pull = house.github.pulls(House.REPO).get(0);
      assertThat(pull.path("draft").asBoolean()).isTrue();
      assertThat(pull.path("body").asText()).contains("1 of 2 failed");
    }
  }

  @Test
  void changeThePlanMakesANewPlanAndGoesOnFromWhatIsThere() {
    Story story = wrongTwice().planWhen("just subtract", MainJobTest.plan(0.95));
    try (House house = new House(dir, story)) {
      String id = redTwice(house).id();
      house.decide(id, Choice.CHANGE_PLAN, "just subtract");
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(task.planVersion()).isEqualTo(2);
    }
  }

  @Test
  void stopEndsTheTaskAndNothingIsPushed() {
    try (House house = new House(dir, wrongTwice())) {
      String id = redTwice(house).id();
      house.decide(id, Choice.STOP, "");
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).isEqualTo(Phase.CANCELLED);
      assertThat(task.ending().orElseThrow().kind()).isEqualTo(Ending.Kind.CANCELLED);
      assertThat(house.origin.run("branch", "--list", "spadework/*")).isEmpty();
    }
  }
}
