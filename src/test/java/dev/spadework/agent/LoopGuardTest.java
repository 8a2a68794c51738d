package dev.spadework.agent;

import static dev.spadework.task.Told.works;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.Call;
import dev.spadework.task.Choice;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.Told;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopGuardTest {
  private final Told told = Told.planned();
  private int calls;

  private Optional<String> seen() {
    return LoopGuard.sees(told.entries());
  }

  private void call(String tool, String arguments, String text, boolean error) {
    String id = "c" + ++calls;
    told.then(works(new Call(id, tool, arguments)));
    told.then(
        new TaskEvent.ToolReturned(id, tool, error, text, Optional.empty(), Optional.empty(), 1));
  }

  private void reads(int times, String path) {
    for (int i = 0; i < times; i++) {
      call("read_file", path, "text of " + path, false);
    }
  }

  @Test
  void theSameCallWithTheSameResultIsALoopAtTheFourthTime() {
    reads(3, "a");
    assertThat(seen()).isEmpty();
    reads(1, "a");
    assertThat(seen()).contains("the same call with the same result, 4 times in a row");
  }

  @Test
  void theSameCallWithAnotherResultIsNone() {
    for (int i = 0; i < 8; i++) {
      call("run_tests", "{}", i + " failed", true);
    }
    assertThat(seen()).isEmpty();
  }

  @Test
  void theSameErrorOfDifferentCallsIsALoopAtTheFifthTime() {
    for (int i = 0; i < 4; i++) {
      call("read_file", "{\"path\":\"" + i + "\"}", "There is no such file.", true);
    }
    assertThat(seen()).isEmpty();
    call("read_file", "{\"path\":\"5\"}", "There is no such file.", true);
    assertThat(seen()).contains("the same error, 5 times in a row");
  }

  @Test
  void twoCallsInTurnsAreALoopAtTheThirdTimeOfEach() {
    for (int i = 0; i < 2; i++) {
      reads(1, "a");
      reads(1, "b");
    }
    reads(1, "a");
    assertThat(seen()).isEmpty();
    reads(1, "b");
    assertThat(seen()).contains("two calls in turns, 3 times each");
  }

  @Test
  void manyCallsWithoutAChangeAreALoopAndAChangeStartsTheCountAgain() {
    for (int i = 0; i < 24; i++) {
      reads(1, "file " + i);
    }
    told.then(new TaskEvent.Checkpointed("t1", "b"));
    for (int i = 0; i < 24; i++) {
      reads(1, "other " + i);
    }
    assertThat(seen()).isEmpty();
    reads(1, "last");
    assertThat(seen()).contains("25 model calls without a change to the files");
  }

  @Test
  void aWordOfAPersonStartsAllCountsAgain() {
    reads(3, "a");
    told.then(new TaskEvent.Said("U0ANN", "try again"));
    reads(3, "a");
    assertThat(seen()).isEmpty();
    told.then(new TaskEvent.Decided("g1", Choice.APPROVE, "U0BOB", ""));
    reads(3, "a");
    assertThat(seen()).isEmpty();
    told.then(new TaskEvent.PlanMade(Told.plan(0.9)));
    reads(3, "a");
    assertThat(seen()).isEmpty();
    reads(1, "a");
    assertThat(seen()).isPresent();
  }

  @Test
  void timesAndAddressesMakeNoOtherResult() {
    for (int i = 0; i < 4; i++) {
      String text = "Finished at 10:0" + i + ":11 in " + i + ".5 s: Order@1b2c3d4" + i;
      call("run_command", "{\"command\":\"make\"}", text, false);
    }
    assertThat(seen()).contains("the same call with the same result, 4 times in a row");
  }

  @Test
  void threeCallsInTurnsAreALoopAtTheThirdTimeOfEach() {
    for (int i = 0; i < 3; i++) {
      assertThat(seen()).isEmpty();
      reads(1, "a");
      reads(1, "b");
      reads(1, "c");
    }
    assertThat(seen()).contains("three calls in turns, 3 times each");
  }

  @Test
  void filesThatGoBackAndForthAreALoopAtTheFourthTime() {
    for (int i = 0; i < 3; i++) {
      told.then(new TaskEvent.Checkpointed("t1", "b"), new TaskEvent.Checkpointed("t1", "b"));
      told.then(new TaskEvent.Checkpointed("t2", "b"));
    }
    assertThat(seen()).isEmpty();
    told.then(new TaskEvent.Checkpointed("t1", "b"));
    assertThat(seen()).contains("the files are back to the same state, for the 4th time");
  }

  @Test
  void anotherCallBetweenBreaksTheRow() {
    reads(3, "a");
    reads(1, "b");
    reads(3, "a");
    assertThat(seen()).isEmpty();
  }
}
