package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.desk.Story;
import dev.spadework.journal.DayCaps;
import dev.spadework.journal.Queue;
import dev.spadework.llm.Prices;
import dev.spadework.llm.Usage;
import dev.spadework.task.Aside;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Parting;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens where money or size set a limit, with the whole bot in this process. */
class MoneyStoriesTest {
  private static final String WISH = "add everything";

  @TempDir Path dir;

  /** Wherever the test runs, it is about noon. */
  private static ZoneOffset noon() {
    int hour = Instant.now().atZone(ZoneOffset.UTC).getHour();
    return ZoneOffset.ofHours(Math.max(-11, Math.min(12, 12 - hour)));
  }

  @Test
  void aTaskForWhichTheDayHasNoMoneyWaitsAndGoesOnAfterMidnight() {
    try (House house = new House(dir, Shop.calm())) {
      house.stop();
      house.money(new DayCaps(1_000_000, 1_000_000, Map.of(), noon())).start();
      house.awaitEnd(house.ask("add a subtraction"));
      String second = house.ask("add it again");
      Queue.Wait wait = house.journal.queue().place(second).orElseThrow().waits().orElseThrow();
      assertThat(wait.reason()).isEqualTo(Queue.Reason.DAY_MONEY);
      assertThat(wait.money().orElseThrow().leftMicros()).isBetween(1L, 999_999L);
      assertThat(wait.until().atZone(noon()).getHour()).isZero();
      house.restart();
      assertThat(house.journal.task(second).orElseThrow().phase()).isEqualTo(Phase.QUEUED);
      house.watch.forward(Duration.ofHours(24));
      assertThat(house.awaitEnd(second).phase()).isEqualTo(Phase.DONE);
    }
  }

  @Test
  void aRepositoryHasMoneyOfItsOwn() {
    try (House house = new House(dir, Shop.calm())) {
      house.stop();
      Map<String, Long> repos = Map.of(House.REPO, 500_000L);
      house.money(new DayCaps(20_000_000, 10_000_000, repos, noon())).start();
      house.awaitEnd(house.ask("add a subtraction", 500_000));
      String second = house.ask("add it again", 500_000);
      assertThat(house.journal.queue().place(second).orElseThrow().waits())
          .map(Queue.Wait::reason)
          .contains(Queue.Reason.REPO_MONEY);
      String small = house.ask("and once more", 300_000);
      assertThat(house.awaitEnd(small).phase()).as("there is room for less").isEqualTo(Phase.DONE);
    }
  }

  @Test
  void theCapAsksAndGoesOnAfterARestartHoweverOftenItIsPressed() {
    try (House house = new House(dir, Shop.calm())) {
      String id = house.ask("add a subtraction", 78_000);
      Gate gate = house.awaitGate(id, Gate.Kind.MONEY).gates().open().orElseThrow();
      house.restart();
      assertThat(house.journal.task(id).orElseThrow().gates().open()).contains(gate);
      house.decide(id, Choice.CONTINUE, "");
      house.decide(id, Choice.CONTINUE, "");
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).isEqualTo(Phase.DONE);
      assertThat(task.gates().settled()).hasSize(1);
      assertThat(task.spend().countedMicros()).isLessThanOrEqualTo(task.budgetMicros());
    }
  }

  @Test
  void aCallThatCouldPassTheCapIsNotMade() {
    try (House house = new House(dir, Shop.calm())) {
      String id = house.ask("add a subtraction", 70_000);
      Task task = house.awaitGate(id, Gate.Kind.MONEY);
      assertThat(task.spend().calls()).isZero();
      assertThat(house.model.seen()).as("all the output that it may have costs more").isEmpty();
    }
  }

  @Test
  void whatACallMayCostIsWrittenDownBeforeItAndIsWhatItsRequestAllows() {
    try (House house = new House(dir, Shop.calm())) {
      String id = house.ask("add a subtraction");
      house.awaitEnd(id);
      List<TaskEvent.ModelAsked> asked =
          house.journal.entries(id).stream()
              .map(Entry::event)
              .filter(TaskEvent.ModelAsked.class::isInstance)
              .map(TaskEvent.ModelAsked.class::cast)
              .toList();
      List<ScriptedGemini.Seen> sent = house.model.seen();
      assertThat(asked).hasSameSizeAs(sent);
      for (int i = 0; i < asked.size(); i++) {
        long output = sent.get(i).json().path("generationConfig").path("maxOutputTokens").asLong();
        long prompt = asked.get(i).promptTokens();
        assertThat(output).isPositive();
        assertThat(asked.get(i).worstMicros())
            .isGreaterThanOrEqualTo(
                Prices.of(Map.of()).micros(asked.get(i).model(), new Usage(prompt, 0, output, 0)));
      }
    }
  }

  @Test
  void aLargePlanBecomesTasksOfItsOwnAndEachPartIsStartedOnce() {
    try (House house = new House(dir, parts())) {
      String id = house.ask(WISH);
      Gate gate = house.awaitGate(id, Gate.Kind.SIZE).gates().open().orElseThrow();
      assertThat(gate.options()).containsExactly("Start part 1", "Start part 2");
      house.restart();
      press(house, id, Choice.ANSWER, Optional.of(0));
      press(house, id, Choice.ANSWER, Optional.of(0));
      Task asked = house.await(id, task -> task.asides().parting().opened().size() == 1);
      String first = asked.asides().parting().opened().get(1);
      Task part = house.awaitEnd(first);
      assertThat(part.phase()).isEqualTo(Phase.DONE);
      assertThat(part.request().by()).isEqualTo("U0ANN");
      assertThat(part.request().part().orElseThrow().task()).isEqualTo(id);
      assertThat(part.request().text()).contains("step 4").doesNotContain("step 5");
      press(house, id, Choice.START_ALL, Optional.empty());
      Task whole = house.awaitEnd(id);
      assertThat(whole.ending().orElseThrow().reason()).isEqualTo(Parting.ENDED);
      String second = whole.asides().parting().opened().get(2);
      assertThat(second).isNotEqualTo(first);
      assertThat(house.awaitEnd(second).request().text()).contains("step 5", "step 9");
      house.restart();
      assertThat(house.journal.tasks().recent(10)).hasSize(3);
    }
  }

  @Test
  void allInOrderStartsAPartWhenTheOneBeforeIsDelivered() {
    try (House house = new House(dir, parts())) {
      String id = house.ask(WISH);
      house.awaitGate(id, Gate.Kind.SIZE);
      press(house, id, Choice.START_ALL, Optional.empty());
      Task whole = house.awaitEnd(id);
      String second = whole.asides().parting().opened().get(2);
      String first = whole.asides().parting().opened().get(1);
      assertThat(house.awaitEnd(second).askedAt())
          .isAfterOrEqualTo(house.journal.task(first).orElseThrow().at().minusMillis(1));
      assertThat(house.journal.entries(id).stream().map(entry -> entry.event()))
          .filteredOn(Aside.PartStarted.class::isInstance)
          .hasSize(2);
    }
  }

  private static void press(House house, String id, Choice choice, Optional<Integer> option) {
    house.journal.decide(
        id,
        task ->
            task.gates()
                .open()
                .flatMap(gate -> Parting.pressed(task, gate, choice, option, "U0BOB")));
  }

  private static Script parts() {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      steps.add(Map.of("title", "step " + i, "files", List.of("f" + i + ".sh")));
    }
    Map<String, Object> plan =
        Map.of(
            "summary",
            "Everything.",
            "steps",
            steps,
            "assumptions",
            List.of(),
            "questions",
            List.of(),
            "risk",
            "low",
            "confidence",
            0.9,
            "judgement",
            List.of());
    Story large = Story.named("large").plan(plan);
    return request ->
        request.schema().isPresent() && !request.contents().toString().contains("larger task")
            ? large.answer(request)
            : Shop.calm().answer(request);
  }
}
