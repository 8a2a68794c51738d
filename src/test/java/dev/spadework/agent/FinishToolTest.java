package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.Call;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished is what code has checked, not what the model says. */
class FinishToolTest {
  @TempDir Path dir;
  private Shed shed;
  private int runs;

  @BeforeEach
  void open() {
    shed = new Shed(dir);
    says(0, "3 passed, 0 failed");
  }

  private void says(int exit, String output) {
    shed.commands =
        command -> {
          runs++;
          return Shed.exited(exit, output);
        };
  }

  private TaskEvent.ToolReturned finish(String summary) {
    return shed.call("finish", Map.of("summary", summary, "risks", List.of("none known")));
  }

  private List<DeliveryEvent.Finished> finished() {
    return shed.notebook.all(DeliveryEvent.Finished.class);
  }

  @Test
  void eachChangedFileHasItsLineAndTheTreeIsTheOneThatWasTested() throws Exception {
    shed.write("a.txt", "one\n2\nthree\n").write("docs/b.txt", "bb\n");
    finish("- `a.txt`: counts in digits\n- `docs/b.txt` — says it twice\nRan `sh test.sh`.");
    DeliveryEvent.Finished finished = finished().get(0);
    assertThat(finished.changes())
        .containsExactly(
            new DeliveryEvent.ChangedFile("a.txt", "counts in digits", 1, 1),
            new DeliveryEvent.ChangedFile("docs/b.txt", "says it twice", 1, 1));
    assertThat(finished.risks()).containsExactly("none known");
    assertThat(finished.tree()).isEqualTo(shed.tree.snapshot());
    assertThat(shed.notebook.task().testing().green(finished.tree())).isTrue();
  }

  @Test
  void aMissingLineTeachesAndNothingIsFinished() {
    shed.write("a.txt", "1\n").write("docs/b.txt", "bb\n");
    TaskEvent.ToolReturned returned = finish("`a.txt`: counts");
    assertThat(returned.error()).isTrue();
    assertThat(returned.text())
        .isEqualTo(
            "The summary needs one line for each changed file (`path`: what changed). Missing:"
                + " docs/b.txt");
    assertThat(finished()).isEmpty();
    assertThat(runs).as("the tests are not run for a summary that is refused").isZero();
  }

  @Test
  void aNameInsideAnotherNameIsNoLine() {
    shed.write("data.txt", "1\n").write("a.txt", "1\n");
    assertThat(finish("`data.txt`: new").text()).endsWith("Missing: a.txt");
    assertThat(finish("`data.txt`: new\n`a.txt.bak`: x").text()).endsWith("Missing: a.txt");
  }

  @Test
  void theNameOfAFileWithoutItsFolderIsEnoughButNotThatOfAnotherFolder() {
    shed.write("docs/b.txt", "bb\n");
    assertThat(finish("`other/b.txt`: says it").text()).endsWith("Missing: docs/b.txt");
    assertThat(finish("`b.txt`: says it").text()).isEqualTo("Finished.");
    assertThat(finished().get(0).changes().get(0).what()).isEqualTo("says it");
  }

  @Test
  void aTreeThatWasTestedIsNotTestedAgain() throws Exception {
    shed.write("a.txt", "1\n");
    shed.tests();
    finish("`a.txt`: counts");
    assertThat(runs).isEqualTo(1);
    assertThat(finished()).hasSize(1);
  }

  @Test
  void aTreeThatChangedSinceItWasTestedIsTestedAgain() throws Exception {
    shed.write("a.txt", "1\n");
    shed.tests();
    shed.write("a.txt", "2\n");
    finish("`a.txt`: counts");
    assertThat(runs).isEqualTo(2);
    assertThat(finished()).hasSize(1);
  }

  @Test
  void aRedTreeIsRefusedAndTheModelSeesWhy() {
    says(1, "FAILED exports\n2 passed, 1 failed");
    shed.write("a.txt", "1\n");
    TaskEvent.ToolReturned returned = finish("`a.txt`: counts");
    assertThat(returned.error()).isTrue();
    assertThat(returned.text()).contains("The tests failed: 2 passed, 1 failed", "FAILED exports");
    assertThat(finished()).isEmpty();
    finish("`a.txt`: counts");
    assertThat(runs).as("a tree that is known to be red is not run again").isEqualTo(1);
    assertThat(finished()).isEmpty();
  }

  @Test
  void noChangeAtAllIsAFailureOfTheTask() {
    Call call = shed.replied("finish", "{\"summary\":\"It is there already.\"}");
    shed.step(call, false);
    Ending ending = shed.notebook.task().ending().orElseThrow();
    assertThat(ending.kind()).isEqualTo(Ending.Kind.FAILED);
    assertThat(ending.blame()).isEqualTo(Ending.Blame.PERSON);
    assertThat(ending.reason())
        .isEqualTo("Nothing was changed. The agent says: It is there already.");
    assertThat(finished()).isEmpty();
  }
}
