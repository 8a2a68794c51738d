package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.Usage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class JournalTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private Store store;
  private Instant now = NOW;
  private Journal journal;

  private final Clock clock =
      new Clock() {
        @Override
        public java.time.ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @BeforeEach
  void open() {
    store = Store.open(database.url(folder));
    journal = new Journal(store, clock, Redactor.of(List.of("s3cret-value")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  static Request request(String text) {
    return Request.of(text, "acme/billing", 1_000_000, "U0ANN", "C0ENG").make();
  }

  @Test
  void aRequestThatComesTwiceMakesOneTask() {
    Journal.Opened first = journal.open("trigger-1", request("add CSV"));
    Journal.Opened second = journal.open("trigger-1", request("add CSV"));
    assertThat(second).isEqualTo(new Journal.Opened(first.task(), true));
    assertThat(journal.tasks().recent(10)).hasSize(1);
  }

  @Test
  void whatWasWrittenIsReadBackByAnotherProcess() {
    String id = journal.open("k", request("add CSV")).task();
    journal.add(id, Optional.empty(), new TaskEvent.Posted("root", "C0ENG", "1.1"));
    store.close();
    open();
    assertThat(journal.task(id).orElseThrow().posts()).containsKey("root");
    assertThat(journal.entries(id)).hasSize(2);
  }

  @Test
  void twoWorkersNeverHoldOneTask() throws Exception {
    int tasks = 40;
    IntStream.range(0, tasks).forEach(i -> journal.open("k" + i, request("task " + i)));
    Set<String> taken = ConcurrentHashMap.newKeySet();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> workers =
          IntStream.range(0, 4)
              .mapToObj(
                  w ->
                      pool.submit(
                          () -> {
                            int mine = 0;
                            Optional<Claim> claim;
                            while ((claim = journal.claim("w" + w, LEASE)).isPresent()) {
                              assertThat(taken.add(claim.get().task())).isTrue();
                              mine++;
                            }
                            return mine;
                          }))
              .toList();
      int sum = 0;
      for (Future<Integer> worker : workers) {
        sum += worker.get();
      }
      assertThat(sum).isEqualTo(tasks);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aWorkerThatIsHereForOneTaskLeavesTheOthersAlone() {
    journal.open("k1", request("first"));
    String mine = journal.open("k2", request("second")).task();
    assertThat(journal.claim("w", LEASE, Optional.of(mine)).orElseThrow().task()).isEqualTo(mine);
    assertThat(journal.claim("w", LEASE, Optional.of(mine))).isEmpty();
  }

  @Test
  void aLeaseThatRanOutIsTakenOverAndTheZombieIsRefused() {
    String id = journal.open("k", request("add CSV")).task();
    Claim zombie = journal.claim("w1", LEASE).orElseThrow();
    assertThat(journal.claim("w2", LEASE)).isEmpty();
    now = now.plus(LEASE).plusSeconds(1);
    Claim heir = journal.claim("w2", LEASE).orElseThrow();
    assertThat(journal.renew(zombie, LEASE)).isFalse();
    assertThatThrownBy(() -> journal.fact(zombie, new TaskEvent.StepDone(1)))
        .isInstanceOf(ClaimLost.class);
    assertThat(journal.fact(heir, new TaskEvent.StepDone(1)).stepsDone()).containsExactly(1);
    assertThat(heir.task()).isEqualTo(id);
  }

  @Test
  void aReplyOfTheModelIsKeptEvenIfTheTaskIsGone() {
    String id = journal.open("k", request("add CSV")).task();
    Claim claim = journal.claim("w1", LEASE).orElseThrow();
    journal.add(id, Optional.empty(), new TaskEvent.Cancelled("U0ANN"));
    TaskEvent reply =
        new TaskEvent.ModelReplied(
            TaskEvent.Purpose.WORK, "m", "", List.of(), Usage.NONE, 1234, "STOP", "{}", 10);
    assertThatThrownBy(() -> journal.fact(claim, reply)).isInstanceOf(ClaimLost.class);
    Task task = journal.task(id).orElseThrow();
    assertThat(task.spend().micros()).isEqualTo(1234);
    assertThat(task.phase()).isEqualTo(Phase.CANCELLED);
    assertThat(journal.tasks().spentSince(NOW)).isEqualTo(1234);
    assertThat(journal.tasks().spentSince(NOW, "U0ANN")).isEqualTo(1234);
    assertThat(journal.tasks().spentSince(NOW, "U0BOB")).isZero();
  }

  @Test
  void aWaitingTaskLeavesTheQueueAndTheDecisionPutsItBack() {
    String id = journal.open("k", request("add CSV")).task();
    Claim claim = journal.claim("w1", LEASE).orElseThrow();
    Gate gate = Gate.of("g1", Gate.Kind.UNCERTAIN, "plan-1", "Which columns?", List.of());
    journal.fact(claim, new TaskEvent.GateOpened(gate));
    assertThat(journal.queue().places()).isEmpty();
    assertThat(journal.claim("w2", LEASE)).isEmpty();
    journal.decide(
        id, task -> Optional.of(new TaskEvent.Decided("g1", Choice.APPROVE, "U0BOB", "")));
    assertThat(journal.claim("w2", LEASE)).isPresent();
  }

  @Test
  void theFirstOfTwoDecisionsWins() {
    String id = journal.open("k", request("add CSV")).task();
    Claim claim = journal.claim("w1", LEASE).orElseThrow();
    Gate gate = Gate.of("g1", Gate.Kind.UNCERTAIN, "plan-1", "Which columns?", List.of());
    journal.fact(claim, new TaskEvent.GateOpened(gate));
    assertThat(decide(id, Choice.APPROVE)).isTrue();
    assertThat(decide(id, Choice.REJECT)).isFalse();
    assertThat(journal.task(id).orElseThrow().ending()).isEmpty();
  }

  private boolean decide(String id, Choice choice) {
    return journal
        .decide(
            id,
            task ->
                task.gates().open().map(gate -> new TaskEvent.Decided(gate.id(), choice, "U", "")))
        .isPresent();
  }

  @Test
  void theQueueCanBeRebuiltFromTheRecord() {
    String waiting = journal.open("k1", request("one")).task();
    String ended = journal.open("k2", request("two")).task();
    journal.add(ended, Optional.empty(), new TaskEvent.Cancelled("U0ANN"));
    List<Queue.Place> before = journal.queue().places();
    store.write(tx -> tx.update("delete from queue"));
    journal.rebuildQueue();
    assertThat(journal.queue().places()).isEqualTo(before);
    assertThat(journal.queue().ahead(waiting)).contains(0);
    assertThat(journal.queue().ahead(ended)).isEmpty();
  }

  @Test
  void theRecordCannotBeChanged() {
    journal.open("k", request("one"));
    assertThatThrownBy(() -> store.write(tx -> tx.update("delete from task_events")))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> store.write(tx -> tx.update("update task_events set body = ''")))
        .hasMessageContaining("append-only");
  }

  @Test
  void secretsOfThisProcessAreNotWrittenDown() {
    String id = journal.open("k", request("use s3cret-value please")).task();
    assertThat(journal.task(id).orElseThrow().request().text()).isEqualTo("use [redacted] please");
  }

  @Test
  void aFollowerGoesOnWhereItWas() {
    journal.open("k1", request("one"));
    journal.open("k2", request("two"));
    List<Followed> first = journal.follower("thread").next(1);
    journal.follower("thread").reached(first.get(0).seq());
    List<Followed> rest = journal.follower("thread").next(10);
    assertThat(rest).hasSize(1);
    assertThat(rest.get(0).entry().task()).isNotEqualTo(first.get(0).entry().task());
  }

  @Test
  void aStalledTaskIsTakenUpWhenItsTimeHasCome() {
    journal.open("k", request("one"));
    Claim claim = journal.claim("w1", LEASE).orElseThrow();
    journal.fact(claim, new TaskEvent.Stalled("the model", 1, now.plusSeconds(60)));
    journal.release(claim);
    assertThat(journal.claim("w1", LEASE)).isEmpty();
    now = now.plusSeconds(61);
    assertThat(journal.claim("w1", LEASE)).isPresent();
  }
}
