package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.forge.GitHubServer;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.workspace.GitHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The world is away: it is shown, tried again, and in the end given up. */
class StallTest {
  private static final Duration LONGER_THAN_ANY_WAIT = Duration.ofMinutes(6);
  private static final Answer BUSY = Answer.error(503, "UNAVAILABLE", "The model is overloaded.");

  @TempDir Path dir;

  /** Puts the clock forward at each stall, so that nobody waits. */
  private House house(Script script) {
    House house = new House(dir, script);
    return house.onAppend(
        entry -> {
          if (entry.event() instanceof TaskEvent.Stalled) {
            house.watch.forward(LONGER_THAN_ANY_WAIT);
          }
        });
  }

  private static <T extends TaskEvent> List<T> all(House house, String id, Class<T> shape) {
    return house.journal.entries(id).stream()
        .map(Entry::event)
        .filter(shape::isInstance)
        .map(shape::cast)
        .toList();
  }

  private static void endsWell(House house, String id) {
    Task task = house.awaitEnd(id);
    assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
    assertThat(house.github.pulls(House.REPO)).hasSize(1);
    assertThat(house.origin.run("branch", "--list", "spadework/*").lines()).hasSize(1);
  }

  @Test
  void aModelThatIsBusyIsShownAndAskedAgain() {
    AtomicInteger asked = new AtomicInteger();
    try (House house =
        house(
            request ->
                request.turn() == 1 && asked.incrementAndGet() <= 2
                    ? BUSY
                    : Shop.calm().answer(request))) {
      String id = house.ask("add a subtraction");
      endsWell(house, id);
      assertThat(all(house, id, TaskEvent.Stalled.class))
          .extracting(TaskEvent.Stalled::attempt)
          .containsExactly(1, 2);
      assertThat(house.journal.task(id).orElseThrow().spend().calls()).isEqualTo(6);
    }
  }

  @Test
  void aModelThatStaysAwayIsGivenUpWithTheCount() {
    try (House house = house(request -> BUSY)) {
      String id = house.ask("add a subtraction");
      Task task = house.awaitEnd(id);
      Ending ending = task.ending().orElseThrow();
      assertThat(ending.kind()).isEqualTo(Ending.Kind.FAILED);
      assertThat(ending.blame()).isEqualTo(Ending.Blame.WORLD);
      assertThat(ending.reason()).endsWith(" (tried 13 times)");
      assertThat(all(house, id, TaskEvent.Stalled.class)).hasSize(Retries.AT_MOST);
      assertThat(task.spend().micros()).isZero();
    }
  }

  @Test
  void aModelThatRefusesForGoodIsNotAskedAgain() {
    Answer denied = Answer.error(403, "PERMISSION_DENIED", "API key not valid.");
    try (House house = house(request -> denied)) {
      String id = house.ask("add a subtraction");
      assertThat(house.awaitEnd(id).phase()).isEqualTo(Phase.FAILED);
      assertThat(all(house, id, TaskEvent.Stalled.class)).isEmpty();
      assertThat(house.model.seen()).hasSize(1);
    }
  }

  @Test
  void aGitServerThatIsDownDuringThePushIsTriedAgain() {
    try (House house = house(Shop.calm())) {
      house.onAppend(
          entry -> {
            if (entry.event() instanceof DeliveryEvent.Committed) {
              house.git.mood(GitHttpServer.Mood.DOWN);
            } else if (entry.event() instanceof TaskEvent.Stalled) {
              house.git.mood(GitHttpServer.Mood.WELL);
            }
          });
      String id = house.ask("add a subtraction");
      endsWell(house, id);
      assertThat(all(house, id, TaskEvent.Stalled.class)).hasSize(1);
      assertThat(all(house, id, DeliveryEvent.Committed.class)).hasSize(1);
    }
  }

  @Test
  void aPushWhoseAnswerWasLostIsTheSamePush() {
    try (House house = house(Shop.calm())) {
      house.git.mood(GitHttpServer.Mood.CUT_AFTER_PUSH);
      String id = house.ask("add a subtraction");
      endsWell(house, id);
      DeliveryEvent.Pushed pushed = all(house, id, DeliveryEvent.Pushed.class).get(0);
      assertThat(house.origin.run("rev-parse", pushed.branch()).strip()).isEqualTo(pushed.commit());
    }
  }

  @Test
  void aPullRequestWhoseAnswerWasLostIsFoundAndNotMadeTwice() {
    try (House house = house(Shop.calm())) {
      house.github.mood(GitHubServer.Mood.CUT_AFTER_CREATING);
      String id = house.ask("add a subtraction");
      endsWell(house, id);
      assertThat(all(house, id, DeliveryEvent.PullRequestOpened.class))
          .extracting(DeliveryEvent.PullRequestOpened::number)
          .containsExactly(1);
    }
  }

  @Test
  void aSandboxThatIsLostDuringTheTestsIsMadeAgainAndTheThreadIsTold() {
    try (House house = house(Shop.calm())) {
      AtomicInteger lost = new AtomicInteger();
      house.onAppend(
          entry -> {
            boolean tests =
                entry.event() instanceof TaskEvent.TestsStarted started
                    && started.purpose() == TestRun.Purpose.CHANGE;
            if (tests && lost.getAndIncrement() == 0) {
              delete(dir.resolve("homes").resolve(entry.task()));
            }
          });
      String id = house.ask("add a subtraction");
      endsWell(house, id);
      assertThat(all(house, id, TaskEvent.Stalled.class))
          .singleElement()
          .matches(stalled -> stalled.waitingFor().contains("The sandbox went away"));
      assertThat(all(house, id, TaskEvent.SandboxReady.class)).hasSize(2);
    }
  }

  @Test
  void aTreeThatIsLostIsRebuiltFromItsCheckpointAndTheThreadIsTold() {
    Script asks =
        request ->
            request.turn() == 2 && request.results().get(0).tool().equals("write_file")
                ? Answer.calls(Answer.call("ask_human", Map.of("question", "Go on?")))
                : Shop.calm().answer(skipping(request));
    try (House house = house(asks)) {
      String id = house.ask("add a subtraction");
      house.awaitGate(id, Gate.Kind.UNCERTAIN);
      house.stop();
      delete(dir.resolve("data/trees"));
      house.start();
      house.decide(id, Choice.APPROVE, "");
      endsWell(house, id);
      assertThat(all(house, id, TaskEvent.SandboxReady.class).get(1).restored()).isTrue();
    }
  }

  /** The calm story with a question after its second turn. */
  private static Script.Request skipping(Script.Request request) {
    return new Script.Request(
        request.model(),
        request.system(),
        request.tools(),
        request.contents(),
        request.schema(),
        request.turn() > 2 ? request.turn() - 1 : request.turn());
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
