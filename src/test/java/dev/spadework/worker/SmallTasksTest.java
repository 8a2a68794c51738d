package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.agent.Agent;
import dev.spadework.context.Hidden;
import dev.spadework.context.Index;
import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.desk.Story;
import dev.spadework.forge.Forge;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Quotas;
import dev.spadework.journal.Verification;
import dev.spadework.llm.Prices;
import dev.spadework.memory.Memory;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Names;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.slack.Figures;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.PostgresServer;
import dev.spadework.store.Store;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of small tasks over several workers on one PostgreSQL: each prepares a checkout, runs
 * the tests of the base, asks the model for a plan, asks a person because the plan has a question,
 * and is rejected. {@code -Dbench.small=N} says how many for three workers, {@code
 * -Dbench.small.one=N} for one; what comes first of all only warms the machine.
 */
@Tag("bench")
class SmallTasksTest {
  private static final int COUNT = Integer.getInteger("bench.small", 10_000);
  private static final int ONE = Integer.getInteger("bench.small.one", 1_500);
  private static final int WARM = 200;
  private static final int TOLD = 1_000;
  private static final int HOURS = 2;
  private static final String KEY = "gemini-key-0123456789";

  @TempDir Path folder;
  private final Redactor redactor = Redactor.of(List.of(KEY));
  private final Clock clock = Clock.systemUTC();

  @Test
  void noneIsLostAndNoneIsDoneTwiceOverThreeWorkers() throws Exception {
    PostgresServer.durable();
    Git source = Shop.in(folder.resolve("source"));
    perSecond("warm", 3, WARM, source);
    double one = perSecond("one", 1, ONE, source);
    double three = perSecond("three", 3, COUNT, source);
    Figures.note(
        "small-tasks",
        "%d small tasks, three workers: none lost, none twice, %.1f a second; one worker, %d tasks: %.1f (%.2fx)"
            .formatted(COUNT, three, ONE, one, three / one));
  }

  private double perSecond(String name, int processes, int count, Git source) throws Exception {
    String url = DatabaseKind.POSTGRESQL.url(folder, name);
    Story story =
        Story.named("asked")
            .plan(
                Map.of(
                    "summary", "Adds a subtraction.",
                    "steps", List.of(Map.of("title", "Add it", "files", List.of("sub.sh"))),
                    "assumptions", List.of(),
                    "questions", List.of("Which way round?"),
                    "risk", "low",
                    "confidence", 0.5,
                    "judgement", List.of()));
    CountDownLatch left = new CountDownLatch(count);
    List<Living> workers = new ArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    Script counted =
        request -> {
          calls.incrementAndGet();
          return story.answer(request);
        };
    try (ScriptedGemini model = Shop.scripted(counted);
        Store store = Store.open(url)) {
      Journal asks = new Journal(store, clock, redactor);
      asks.onAppend(entry -> answers(asks, entry, left));
      for (int i = 0; i < count; i++) {
        asks.open("k" + i, Request.of("subtract", House.REPO, 100_000, "U" + i % 97, "C0").make());
      }
      for (int i = 0; i < processes; i++) {
        workers.add(worker(url, name, i, model, source));
      }
      long start = System.nanoTime();
      workers.forEach(Living::start);
      for (long told = count - TOLD; told > 0; told -= TOLD) {
        assertThat(reaches(left, told)).isTrue();
        Figures.note(
            "small-tasks",
            "%s: %d done in %.0f s"
                .formatted(name, count - told, (System.nanoTime() - start) / 1e9));
      }
      assertThat(left.await(HOURS, TimeUnit.HOURS)).isTrue();
      double seconds = (System.nanoTime() - start) / 1e9;
      workers.forEach(Living::stop);
      assertEachOnce(store, asks, count);
      assertThat(calls).hasValue(count);
      return count / seconds;
    }
  }

  private static boolean reaches(CountDownLatch left, long count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.HOURS.toNanos(HOURS);
    while (left.getCount() > count && System.nanoTime() < end) {
      if (left.await(1, TimeUnit.SECONDS)) {
        break;
      }
    }
    return left.getCount() <= count;
  }

  /** The person at the buttons. */
  private static void answers(Journal journal, Entry entry, CountDownLatch left) {
    if (entry.event() instanceof TaskEvent.GateOpened) {
      journal.decide(
          entry.task(),
          task ->
              task.gates()
                  .open()
                  .map(gate -> new TaskEvent.Decided(gate.id(), Choice.REJECT, "U0BOB", "no")));
    } else if (entry.event() instanceof TaskEvent.Decided
        || entry.event() instanceof TaskEvent.GaveUp) {
      left.countDown();
    }
  }

  private void assertEachOnce(Store store, Journal journal, int count) {
    Verification.Report report = new Verification(store, journal).look();
    assertThat(report.problems()).isEmpty();
    assertThat(report.tasks()).isEqualTo(count);
    assertThat(report.queued()).isZero();
    for (String type :
        List.of("claimed", "base-pinned", "model-asked", "model-replied", "plan-made", "decided")) {
      List<Long> each =
          store.read(
              tx ->
                  tx.list(
                      "select count(*) as n from task_events where type = ? group by task_id",
                      row -> row.number("n"),
                      type));
      assertThat(each).as(type).hasSize(count).containsOnly(1L);
    }
    assertThat(journal.tasks().recent(count))
        .hasSize(count)
        .allMatch(task -> task.phase() == Phase.REJECTED);
  }

  private Living worker(String url, String name, int number, ScriptedGemini model, Git source)
      throws Exception {
    Path dir = Files.createDirectories(folder.resolve(name + number));
    Index index = Index.in(dir.resolve("index"), clock);
    return new Living(
        Store.open(url),
        dir,
        clock,
        redactor,
        Sandboxes.unconfined(dir.resolve("homes")),
        command -> {},
        (boxes, workspace) -> agent(dir, model, source, boxes, workspace, index),
        new WorkerSettings(name + number, 2, Duration.ofMinutes(5)),
        Quotas.NONE,
        entry -> {});
  }

  private Agent agent(
      Path dir,
      ScriptedGemini model,
      Git source,
      Sandboxes boxes,
      Workspace workspace,
      Index index) {
    return new Agent(
        Shop.settings(40, 24_000),
        repo -> Optional.of(Shop.repo(House.REPO, source.directory().toString(), "")),
        Shop.models(KEY, model.baseUrl(), Shop.ONE_MODEL),
        Prices.of(Map.of()),
        boxes,
        workspace,
        any -> Forge.local(dir.resolve("forge"), "", clock),
        index,
        Memory.at(dir.resolve("memory"), redactor, Hidden::strip),
        redactor,
        Names.IDS);
  }
}
