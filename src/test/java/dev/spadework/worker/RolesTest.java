package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Story;
import dev.spadework.llm.ModelSettings;
import dev.spadework.llm.Models;
import dev.spadework.llm.Prices;
import dev.spadework.llm.Provider;
import dev.spadework.report.Cost;
import dev.spadework.report.CostWords;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which role answers what, and that what each used can be told. */
class RolesTest {
  static final String PLANNER = "gemini:gemini-3.1-pro-preview";
  static final String WORKER = "gemini:gemini-3.5-flash";
  static final String SUMMARY = "gemini:gemini-3.5-flash-lite";

  @TempDir Path dir;

  private House house(Story story) {
    House house = new House(dir, story);
    Models models =
        Models.of(
            new ModelSettings(
                PLANNER,
                WORKER,
                SUMMARY,
                Optional.empty(),
                Map.of(
                    Provider.GEMINI, new ModelSettings.Access(House.KEY, house.model.baseUrl()))));
    house.models(models, Prices.of(Map.of())).restart();
    return house;
  }

  private static List<String> asked(House house, String id, Purpose purpose) {
    return house.journal.entries(id).stream()
        .map(Entry::event)
        .filter(e -> e instanceof TaskEvent.ModelReplied r && r.purpose() == purpose)
        .map(e -> ((TaskEvent.ModelReplied) e).model())
        .toList();
  }

  @Test
  void eachRoleHasItsModelAndThePlannerDoesTheSecondDebug() throws IOException {
    try (House house = house(RedTwiceTest.wrongTwice())) {
      String id = house.ask("add a subtraction");
      house.awaitGate(id, Gate.Kind.TESTS);
      house.decide(id, Choice.RETRY_WITH_HINT, "first minus second");
      Task task = house.awaitEnd(id);
      assertThat(asked(house, id, Purpose.PLAN)).containsExactly(PLANNER);
      assertThat(asked(house, id, Purpose.WORK))
          .as(house.events(id))
          .containsExactly(WORKER, WORKER, WORKER, PLANNER, WORKER);
      assertThat(asked(house, id, Purpose.SUMMARY)).containsExactly(SUMMARY);
      String words = CostWords.task(task, house.journal.entries(id));
      assertThat(words)
          .contains("planning: 1 call", "working: 5 calls", "summing up: 1 call")
          .contains("of it `" + PLANNER + "`: 2 calls", "of it `" + WORKER + "`: 4 calls");
      RolePage.compare(
          "red twice, a hint, green: one working turn by the planner's model",
          house.journal.entries(id));
    }
  }

  @Test
  void theCallsOfACalmTaskAddUpRoleByRole() throws IOException {
    try (House house = house(Shop.calm())) {
      String id = house.ask("add a subtraction");
      Task task = house.awaitEnd(id);
      Map<Purpose, Cost> roles = Cost.byPurpose(house.journal.entries(id));
      RolePage.compare("a small change", house.journal.entries(id));
      assertThat(roles.get(Purpose.PLAN).calls()).isEqualTo(1);
      assertThat(roles.get(Purpose.WORK).calls()).isEqualTo(4);
      assertThat(roles.get(Purpose.SUMMARY).calls()).isEqualTo(1);
      assertThat(roles.values().stream().mapToLong(Cost::micros).sum())
          .isEqualTo(task.spend().micros());
      assertThat(roles.values().stream().mapToLong(cost -> cost.usage().input()).sum())
          .isEqualTo(task.spend().usage().input());
    }
  }

  @Test
  void aFilterThatStopsThePlannerIsNamedAsTheReason() {
    Answer blocked = new Answer.Http(200, "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}");
    try (House house = house(Story.named("blocked").plan(request -> blocked))) {
      Task task = house.awaitEnd(house.ask("add a subtraction"));
      assertThat(task.ending().orElseThrow().reason())
          .isEqualTo(
              "The planner's answer could not be used 3 times in a row: the provider's content"
                  + " filter stopped it.");
    }
  }
}
