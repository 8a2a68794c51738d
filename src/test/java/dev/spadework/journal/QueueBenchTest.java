package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.slack.Figures;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.PostgresServer;
import dev.spadework.store.Store;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How fast tasks are taken, beside db-scheduler on the same databases in the same run.
 *
 * <p>Per task, ours writes the lease and an entry in one commit that does not wait for the disk
 * ({@link Store#lightly}), then the entry of the outcome with the queue's row gone in one that
 * does. Claimers that want a task at the same time are served together, as a process's slots are.
 * db-scheduler marks its row as picked and deletes it, two commits that wait for the disk, and
 * keeps no record; on PostgreSQL it may lock several rows at once, and the better of its two ways
 * counts. Commits of ours that come together share one wait for the disk.
 */
@Tag("bench")
class QueueBenchTest {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final int COUNT = Integer.getInteger("bench.tasks", 1000);
  private static final int LARGE = Integer.getInteger("bench.events", 1_000_000);
  private static final int SAMPLES = Integer.getInteger("bench.samples", 200);

  /** Interleaved, so that what else the machine does hits all alike; the median is told. */
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);

  @TempDir Path folder;
  private int asked;

  private static Journal journal(Store store) {
    return new Journal(store, Clock.systemUTC(), Redactor.of(List.of()));
  }

  private String ask(Journal journal) {
    Request request = Request.of("do it", "acme/a", 1, "U" + asked % 50, "C0").make();
    return journal.open("k" + asked++, request).task();
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void tasksAreTakenAsFastAsByDbSchedulerHoweverLongTheRecordIs(DatabaseKind kind)
      throws Exception {
    PostgresServer.durable();
    String url = kind.url(folder, "few");
    String longer = kind.url(folder, "many");
    try (Store store = Store.open(url);
        Store other = Store.open(url);
        Store large = Store.open(longer);
        Store otherLarge = Store.open(longer);
        QueueRivals rival = new QueueRivals(url);
        QueueRivals rivalLarge = new QueueRivals(longer)) {
      history(store, kind, 0, 1000);
      history(large, kind, 0, LARGE);
      Journal few = journal(store);
      Journal many = journal(large);
      // What the compiler has not seen yet would be measured with the first.
      for (int i = 0; i < 3; i++) {
        taken(few, 4, COUNT / 2);
        taken(many, 4, COUNT / 2);
        rival.perSecond(4, COUNT / 2);
      }
      for (int claimers : List.of(1, 2, 4, 8)) {
        compare(kind, claimers, few, many, rival, rivalLarge);
      }
      latency(kind, "1 k", few, journal(other), rival);
      latency(kind, "" + LARGE, many, journal(otherLarge), rivalLarge);
      assertThat(few.queue().places()).isEmpty();
      assertThat(many.queue().places()).isEmpty();
    }
  }

  private void compare(
      DatabaseKind kind,
      int claimers,
      Journal few,
      Journal many,
      QueueRivals rival,
      QueueRivals rivalLarge)
      throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> ratio = new ArrayList<>();
    List<Double> ratioLarge = new ArrayList<>();
    List<Double> growth = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      double small = taken(few, claimers, COUNT);
      double theirs = rival.perSecond(claimers, COUNT);
      double large = taken(many, claimers, COUNT);
      double theirsLarge = rivalLarge.perSecond(claimers, COUNT);
      ours.add(small);
      ratio.add(small / theirs);
      ratioLarge.add(large / theirsLarge);
      growth.add(small / large);
    }
    note(
        "%s, %d claimers: %.0f taken and done a second, %.2fx db-scheduler at 1 k events, %.2fx at %d; 1 k is %.2fx as fast (median of %d)"
            .formatted(
                kind,
                claimers,
                median(ours),
                median(ratio),
                median(ratioLarge),
                LARGE,
                median(growth),
                ROUNDS));
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }

  private static void note(String line) throws IOException {
    Figures.note("queue", line);
  }

  /** Asked beforehand; then every claimer takes and ends tasks until there are none. */
  private double taken(Journal journal, int claimers, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      ask(journal);
    }
    ExecutorService pool = Executors.newFixedThreadPool(claimers);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      long start = System.nanoTime();
      for (int c = 0; c < claimers; c++) {
        all.add(
            pool.submit(
                () -> {
                  int mine = 0;
                  Optional<Claim> claim;
                  while ((claim = journal.claim("w", LEASE)).isPresent()) {
                    journal.fact(claim.get(), new TaskEvent.Cancelled("U0"));
                    mine++;
                  }
                  return mine;
                }));
      }
      int sum = 0;
      for (Future<Integer> each : all) {
        sum += each.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat(sum).isEqualTo(count);
      return count / seconds;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Asked in one process, taken in another that has nothing else to do. */
  private void latency(
      DatabaseKind kind, String events, Journal asks, Journal takes, QueueRivals rival)
      throws Exception {
    Semaphore wake = new Semaphore(0);
    takes.onAppend(entry -> wake.release());
    Lookout lookout = takes.queue().lookout();
    Duration look = Duration.ofMillis(lookout.tells() ? 5000 : 500);
    if (!lookout.tells()) {
      // One process: there the append itself wakes the worker.
      asks.onAppend(entry -> wake.release());
    }
    List<Duration> ours = new ArrayList<>();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < SAMPLES; i++) {
        Future<Long> claimed =
            pool.submit(
                () -> {
                  while (true) {
                    Optional<Claim> claim =
                        lookout.offers() ? takes.claim("w", LEASE) : Optional.empty();
                    if (claim.isPresent()) {
                      long at = System.nanoTime();
                      takes.fact(claim.get(), new TaskEvent.Cancelled("U0"));
                      return at;
                    }
                    wake.tryAcquire(lookout.quiet(look).toMillis(), TimeUnit.MILLISECONDS);
                  }
                });
        long start = System.nanoTime();
        ask(asks);
        ours.add(Duration.ofNanos(claimed.get(60, TimeUnit.SECONDS) - start));
      }
    } finally {
      pool.shutdownNow();
    }
    List<Duration> theirs = rival.latencies(SAMPLES / 4, Duration.ofMillis(100));
    note(
        "%s, %s events, idle: asked to taken p50 %s ms, p99 %s ms; db-scheduler polling each 100 ms p50 %s ms, p99 %s ms"
            .formatted(
                kind,
                events,
                millis(ours, 50),
                millis(ours, 99),
                millis(theirs, 50),
                millis(theirs, 99)));
  }

  private static String millis(List<Duration> all, int percent) {
    return String.format(Locale.ROOT, "%.1f", Figures.percentile(all, percent).toNanos() / 1e6);
  }

  /** Ended tasks of fifty entries each, as months of work leave them. */
  private static void history(Store store, DatabaseKind kind, int from, int to) {
    String numbers =
        kind == DatabaseKind.SQLITE
            ? "with recursive n(i) as (select %d union all select i + 1 from n where i < %d) "
            : "with n(i) as (select * from generate_series(%d, %d)) ";
    store.write(
        tx -> {
          if (kind == DatabaseKind.POSTGRESQL) {
            tx.update("set local application_name = 'history'");
          }
          return tx.update(
              numbers.formatted(from, to - 1)
                  + """
                  insert into task_events (task_id, version, at, type, body)
                  select 't-old' || (i / 50), i % 50 + 1, 1700000000000 + i * 1000,
                    case i % 50 when 0 then 'asked' when 49 then 'cancelled' else 'said' end,
                    case i % 50 when 49 then '{"by":"U0"}'
                      else '{"by":"U' || (i % 97) || '","text":"' || i || ' WORDS"}' end
                  from n"""
                      .replace("WORDS", "word ".repeat(40)));
        });
  }
}
