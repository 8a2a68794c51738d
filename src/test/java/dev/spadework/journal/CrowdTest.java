package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.journal.Quotas.Quota;
import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Many workers in two processes, and long queues. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CrowdTest {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Quotas TWO_EACH =
      new Quotas(new Quota(2, 0), Map.of("acme/a", new Quota(2, 0), "acme/b", new Quota(3, 0)));

  @Parameter DatabaseKind database;
  @TempDir Path folder;

  private Journal journal(Store store, Quotas quotas) {
    return new Journal(store, Clock.systemUTC(), Redactor.of(List.of()), quotas);
  }

  private Store store() {
    return Store.open(database.url(folder));
  }

  private static String asks(Journal journal, int number, String person, String repo) {
    Request request = Request.of("task " + number, repo, 1, person, "C0ENG").make();
    return journal.open("k" + number, request).task();
  }

  @Test
  void twoProcessesTogetherNeverPassAQuotaAndNobodyStarves() throws Exception {
    List<String> repos = List.of("acme/a", "acme/b", "acme/c");
    int tasks = 60;
    try (Store one = store();
        Store two = store()) {
      List<Journal> journals = List.of(journal(one, TWO_EACH), journal(two, TWO_EACH));
      for (int i = 0; i < tasks; i++) {
        asks(journals.get(0), i, "U" + i % 4, repos.get(i % 3));
      }
      Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
      List<String> passed = java.util.Collections.synchronizedList(new ArrayList<>());
      AtomicInteger done = new AtomicInteger();
      ExecutorService pool = Executors.newFixedThreadPool(10);
      List<Future<?>> workers = new ArrayList<>();
      for (int w = 0; w < 10; w++) {
        Journal mine = journals.get(w % 2);
        String name = "w" + w;
        workers.add(
            pool.submit(
                () -> {
                  while (done.get() < tasks) {
                    Optional<Claim> claim = mine.claim(name, LEASE);
                    if (claim.isPresent()) {
                      Request request = mine.task(claim.get().task()).orElseThrow().request();
                      enters(running, passed, request.by(), 2);
                      enters(running, passed, request.repo(), most(request.repo()));
                      Thread.yield();
                      running.get(request.by()).decrementAndGet();
                      running.get(request.repo()).decrementAndGet();
                      mine.add(claim.get().task(), Optional.empty(), new TaskEvent.Cancelled("U0"));
                      done.incrementAndGet();
                    }
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
      pool.shutdown();
      assertThat(passed).isEmpty();
      assertThat(done).hasValue(tasks);
      assertThat(journals.get(1).queue().places()).isEmpty();
    }
  }

  private static void enters(
      Map<String, AtomicInteger> running, List<String> passed, String who, int most) {
    int now = running.computeIfAbsent(who, k -> new AtomicInteger()).incrementAndGet();
    if (now > most) {
      passed.add(who + ": " + now);
    }
  }

  private static int most(String repo) {
    return TWO_EACH.repo(repo).atOnce() == 0 ? Integer.MAX_VALUE : TWO_EACH.repo(repo).atOnce();
  }

  @Test
  @Tag("bench")
  void aClaimCostsTheSameHoweverManyTasksOfOthersWait() {
    double few = claims(100);
    double many = claims(10_000);
    System.getLogger("bench")
        .log(
            System.Logger.Level.INFO,
            "claim with 100 waiting: {0} us, with 10000: {1} us, ratio {2}",
            few,
            many,
            many / few);
    assertThat(many / few).isLessThan(4);
  }

  /** Microseconds of a claim and its end, the median of many, behind tasks that may not run. */
  private double claims(int waiting) {
    try (Store store = Store.open(database.url(folder, "waiting_" + waiting))) {
      Journal journal = journal(store, new Quotas(new Quota(1, 0), Map.of()));
      store.write(
          tx -> {
            for (int i = 0; i < waiting; i++) {
              tx.update(
                  """
                  insert into queue (task_id, priority, since, ready_at, person, repo, begun)
                  values (?, 0, ?, 0, ?, 'acme/a', 0)""",
                  "x" + i,
                  i,
                  "U" + i % 20);
            }
            return tx.update(
                """
                update queue set holder = 'other/1', lease_until = 9000000000000
                where task_id in (select 'x' || value from json_each(
                  '[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]'))""");
          });
      List<Long> nanos = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String id = asks(journal, i, "UFREE", "acme/b");
        long begin = System.nanoTime();
        Claim claim = journal.claim("w", LEASE).orElseThrow();
        nanos.add(System.nanoTime() - begin);
        assertThat(claim.task()).isEqualTo(id);
        journal.add(id, Optional.empty(), new TaskEvent.Cancelled("U0"));
      }
      nanos.sort(null);
      return nanos.get(nanos.size() / 2) / 1000.0;
    }
  }
}
