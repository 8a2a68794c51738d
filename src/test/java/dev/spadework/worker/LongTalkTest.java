package dev.spadework.worker;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini.Seen;
import dev.spadework.sandbox.Namespaces;
import dev.spadework.task.Entry;
import dev.spadework.task.Phase;
import dev.spadework.task.TalkEvent;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation that outgrows its budget, over the wire, with a death between. */
class LongTalkTest {
  private static final int CHAPTERS = 8;
  private static final String SUMMED = "Chapters were read; none of them subtracts.";

  @TempDir Path dir;

  private static Git book(Path directory) {
    Git source = Shop.in(directory);
    for (int i = 1; i <= CHAPTERS; i++) {
      source.write("book/" + i + ".txt", ("Chapter " + i + " is long.\n").repeat(150));
    }
    source.commit("A book");
    return source;
  }

  /** Reads on from whatever chapter it was shown last, so that folding does not confuse it. */
  private static Answer reads(Script.Request request, Answer summary) {
    if (request.isSummary() && request.system().contains("shorten the record")) {
      return summary;
    }
    if (request.isPlan() || request.isSummary()) {
      return Shop.calm().answer(request);
    }
    int next = 1;
    for (Script.Request.Result result : request.results()) {
      if (result.text().startsWith("Chapter ")) {
        next = 1 + Character.digit(result.text().charAt(8), 10);
      } else if (result.text().startsWith("The tests passed")) {
        return Answer.calls(
            call(
                "finish",
                Map.of("summary", "`sub.sh`: subtracts\n`tests/subtracts.sh`: tests it")));
      }
    }
    return next <= CHAPTERS
        ? Answer.calls(call("read_file", Map.of("path", "book/" + next + ".txt")))
        : Answer.calls(
            call("write_file", Map.of("path", "sub.sh", "content", "echo $(($1 - $2))\n")),
            call(
                "write_file",
                Map.of("path", "tests/subtracts.sh", "content", "[ \"$(sh sub.sh 3 1)\" = 2 ]\n")),
            call("run_tests", Map.of()));
  }

  private House house(Script script) {
    House house =
        new House(
            dir, script, Namespaces.sandboxes(dir.resolve("homes")), book(dir.resolve("source")));
    house.conversation = 3_000;
    house.roles = List.of(RolesTest.PLANNER, RolesTest.WORKER, RolesTest.SUMMARY);
    house.restart();
    return house;
  }

  private static List<String> models(House house, String id, TaskEvent.Purpose purpose) {
    return house.journal.entries(id).stream()
        .map(Entry::event)
        .filter(e -> e instanceof TaskEvent.ModelReplied r && r.purpose() == purpose)
        .map(e -> ((TaskEvent.ModelReplied) e).model())
        .toList();
  }

  private static List<TalkEvent.Folded> folds(House house, String id) {
    return house.journal.entries(id).stream()
        .map(entry -> entry.event())
        .filter(TalkEvent.Folded.class::isInstance)
        .map(TalkEvent.Folded.class::cast)
        .toList();
  }

  @Test
  void itIsFoldedByTheSummaryModelAndKeepsItsOpening() throws IOException {
    try (House house = house(request -> reads(request, Answer.text(SUMMED)))) {
      String id = house.ask("add a subtraction");
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(folds(house, id)).isNotEmpty().allMatch(TalkEvent.Folded::byModel);
      assertThat(models(house, id, TaskEvent.Purpose.PLAN)).containsExactly(RolesTest.PLANNER);
      assertThat(models(house, id, TaskEvent.Purpose.WORK)).containsOnly(RolesTest.WORKER);
      assertThat(models(house, id, TaskEvent.Purpose.SUMMARY))
          .as("each fold, and the pull request")
          .containsOnly(RolesTest.SUMMARY)
          .hasSize(folds(house, id).size() + 1);
      RolePage.compare(
          "eight files read, a conversation over its budget: folded", house.journal.entries(id));
      List<Seen> work = new Bill(house.model.seen()).work().sent();
      int shrunk = 0;
      for (int i = 1; i < work.size(); i++) {
        String before = work.get(i - 1).body();
        String now = work.get(i).body();
        if (now.length() < before.length()) {
          shrunk++;
          String opening = before.substring(0, before.indexOf("Begin.") + "Begin.".length());
          assertThat(now).startsWith(opening).contains(SUMMED);
        } else {
          assertThat(Bill.common(before, now)).isGreaterThan(before.length() - Bill.CLOSERS);
        }
      }
      assertThat(shrunk).isEqualTo(folds(house, id).size());
    }
  }

  @Test
  void whereTheSummaryModelDoesNotAnswerItIsListed() {
    Answer overloaded = Answer.error(503, "UNAVAILABLE", "overloaded");
    try (House house = house(request -> reads(request, overloaded))) {
      String id = house.ask("add a subtraction");
      assertThat(house.awaitEnd(id).phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      assertThat(folds(house, id)).isNotEmpty().noneMatch(TalkEvent.Folded::byModel);
      assertThat(folds(house, id).get(0).text()).contains("- read_file book/1.txt: Chapter 1");
    }
  }

  @Test
  void aDeathRightAfterTheFoldSendsTheSameBytes() throws Exception {
    AtomicBoolean died = new AtomicBoolean();
    try (House house = house(request -> reads(request, Answer.text(SUMMED)))) {
      house.onAppend(
          entry -> {
            boolean folded =
                entry.event() instanceof TalkEvent.Folded
                    || entry.event() instanceof TaskEvent.ModelReplied reply
                        && reply.text().equals(SUMMED);
            if (folded && died.compareAndSet(false, true)) {
              throw house.living.dying();
            }
          });
      String id = house.ask("add a subtraction");
      assertThat(house.living.awaitDeath()).isTrue();
      house.restart();
      assertThat(house.awaitEnd(id).phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      long summed =
          house.model.seen().stream()
              .filter(seen -> seen.body().contains("shorten the record"))
              .count();
      assertThat(summed)
          .as("a summary that was paid for is used")
          .isEqualTo(folds(house, id).size());
    }
  }
}
