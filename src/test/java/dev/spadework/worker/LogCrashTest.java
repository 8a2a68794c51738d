package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.Entry;
import dev.spadework.task.LogEvent;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process dies while a log is read, reported or a proposal becomes a task. */
class LogCrashTest {
  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void afterAnEntry(int version) throws Exception {
    diesAfter(version);
  }

  @Tag("bench")
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7})
  void afterEveryOtherEntry(int version) throws Exception {
    diesAfter(version);
  }

  private void diesAfter(int version) throws Exception {
    try (LogTown town = new LogTown(dir)) {
      town.writes(LogTown.night());
      diesOnce(town, entry -> entry.version() == version);
      String id = town.open("look through the logs");
      assertThat(town.house.living.awaitDeath()).isTrue();
      town.house.restart();
      Task task = ended(town, id);
      assertThat(task.phase()).isEqualTo(Phase.DONE);
      List<TaskEvent> events = town.house.journal.entries(id).stream().map(Entry::event).toList();
      assertThat(events).filteredOn(LogEvent.LogsRead.class::isInstance).hasSize(1);
      assertThat(events).filteredOn(LogEvent.LogsReported.class::isInstance).hasSize(1);
      assertThat(events).filteredOn(TaskEvent.ModelReplied.class::isInstance).hasSize(1);
      assertThat(task.logs().report().orElseThrow().proposals()).hasSize(2);
      assertThat(town.report(town.scan())).contains("nothing new since the last scan");
    }
  }

  @Test
  void betweenTheTaskOfAProposalAndTheWordThatThereIsOne() throws Exception {
    try (LogTown town = new LogTown(dir)) {
      town.writes(LogTown.night());
      Task task = town.house.awaitEnd(town.open("look through the logs", 1_000));
      diesOnce(
          town,
          entry ->
              entry.event() instanceof TaskEvent.Asked asked
                  && asked.request().kind().equals("bug"));
      try {
        town.house.journal.decide(
            task.id(), now -> Optional.of(new LogEvent.ProposalStarted(1, "U0BOB")));
        new Proposals(town.house.journal).run();
      } catch (Living.Dead e) {
        // It was this thread that made the task.
      }
      assertThat(town.house.living.awaitDeath()).isTrue();
      town.house.restart();
      new Proposals(town.house.journal).run();
      assertThat(town.child(task, 1)).isPresent();
      assertThat(town.house.journal.tasks().recent(9)).hasSize(2);
    }
  }

  private static Task ended(LogTown town, String id) {
    Task now = town.house.journal.task(id).orElseThrow();
    return now.ending().isPresent() ? now : town.house.awaitEnd(id);
  }

  private static void diesOnce(LogTown town, Predicate<Entry> there) {
    AtomicBoolean died = new AtomicBoolean();
    town.house.onAppend(
        entry -> {
          if (there.test(entry) && died.compareAndSet(false, true)) {
            throw town.house.living.dying();
          }
        });
  }
}
