package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.task.Entry;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies while an effect is under way, and another goes on from the database: it ends
 * like the calm run. Deaths before and after each effect and each write are tried by {@code
 * crash.CrashStoriesTest}.
 */
class CrashTest {
  @TempDir Path dir;

  /** The reply was paid for and nobody wrote it down: the one call that is made twice. */
  @Test
  void whileTheModelIsAsked() throws Exception {
    AtomicBoolean died = new AtomicBoolean();
    House[] house = new House[1];
    Script script =
        request -> {
          Answer answer = Shop.watchful(request);
          if (request.turn() == 2 && died.compareAndSet(false, true)) {
            house[0].living.die();
          }
          return answer;
        };
    house[0] = new House(dir, script);
    try (House open = house[0]) {
      String id = open.ask("add a subtraction");
      assertThat(open.living.awaitDeath()).isTrue();
      open.restart();
      endsLikeTheCalmRun(open, id, 1);
      assertThat(open.journal.task(id).orElseThrow().spend().lost()).isEqualTo(1);
    }
  }

  @Test
  void whileACommandRuns() throws Exception {
    try (House house = new House(dir, Shop::watchful)) {
      AtomicBoolean died = new AtomicBoolean();
      house.onCommand(
          command -> {
            if (command.equals("sh sub.sh 3 1") && died.compareAndSet(false, true)) {
              house.living.die();
            }
          });
      String id = house.ask("add a subtraction");
      assertThat(house.living.awaitDeath()).isTrue();
      house.restart();
      endsLikeTheCalmRun(house, id, 0);
      assertThat(returned(house, id, "run_command"))
          .singleElement()
          .matches(call -> call.error() && call.text().contains("Look before you repeat it"));
    }
  }

  private static void endsLikeTheCalmRun(House house, String id, int askedTwice) {
    Task task = house.awaitEnd(id);
    assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
    assertThat(house.github.pulls(House.REPO)).hasSize(1);
    String branch = "spadework/" + id + "-add-a-subtraction";
    assertThat(house.origin.run("branch", "--list", "spadework/*").strip()).isEqualTo(branch);
    assertThat(house.origin.run("ls-tree", "-r", "--name-only", branch).lines())
        .containsExactly(
            "AGENTS.md", "sub.sh", "test.sh", "tests/adds.sh", "tests/subtracts.sh", "total.sh");
    assertThat(house.origin.run("show", branch + ":sub.sh")).isEqualTo("echo $(($1 - $2))\n");
    assertThat(house.origin.run("rev-parse", branch + "^{tree}").strip())
        .isEqualTo(task.testing().last().orElseThrow().tree());
    assertThat(house.origin.run("rev-list", "--count", "main.." + branch).strip()).isEqualTo("1");
    long replies = events(house, id, TaskEvent.ModelReplied.class).count();
    assertThat(house.model.seen())
        .as("no reply that was written down is asked for again")
        .hasSize((int) replies + askedTwice);
    long redone =
        events(house, id, TaskEvent.ToolReturned.class).filter(Shop::mustBeDoneAgain).count();
    assertThat(redone).isLessThanOrEqualTo(1);
    assertThat(replies).isEqualTo(6 + redone);
    assertThat(house.commands.stream().filter("sh sub.sh 3 1"::equals).count())
        .as("a command is never run twice silently")
        .isLessThanOrEqualTo(1);
    assertThat(events(house, id, TaskEvent.GaveUp.class)).isEmpty();
    List<String> results =
        events(house, id, TaskEvent.ToolReturned.class)
            .map(TaskEvent.ToolReturned::call)
            .collect(Collectors.toList());
    assertThat(results).doesNotHaveDuplicates();
  }

  private static List<TaskEvent.ToolReturned> returned(House house, String id, String tool) {
    return events(house, id, TaskEvent.ToolReturned.class)
        .filter(call -> call.tool().equals(tool))
        .toList();
  }

  private static <T extends TaskEvent> Stream<T> events(House house, String id, Class<T> shape) {
    return house.journal.entries(id).stream()
        .map(Entry::event)
        .filter(shape::isInstance)
        .map(shape::cast);
  }
}
