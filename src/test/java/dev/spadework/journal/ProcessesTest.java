package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.Entry;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Several processes on one record: what one appends, the others see once and in its order. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ProcessesTest {
  @Parameter DatabaseKind database;
  @TempDir Path folder;

  private Store store() {
    return Store.open(database.url(folder));
  }

  private static Journal journal(Store store) {
    return new Journal(store, Clock.systemUTC(), Redactor.of(List.of()));
  }

  private static String ask(Journal journal, String key) {
    return journal.open(key, Request.of("do " + key, "acme/a", 1, "U0", "C0").make()).task();
  }

  @Test
  void aFollowerMissesNoneOfWhatManyAppendAtOnce() throws Exception {
    int writers = 4;
    int each = 40;
    ExecutorService pool = Executors.newCachedThreadPool();
    AtomicBoolean done = new AtomicBoolean();
    try (Store one = store();
        Store two = store();
        Store third = store()) {
      Follower follower = journal(third).follower("thread");
      Future<List<Long>> seen =
          pool.submit(
              () -> {
                List<Long> all = new ArrayList<>();
                long place = 0;
                while (true) {
                  boolean last = done.get();
                  List<Followed> more = follower.next(place, 7);
                  for (Followed followed : more) {
                    all.add(followed.seq());
                    place = followed.seq();
                  }
                  if (more.isEmpty() && last) {
                    return all;
                  }
                }
              });
      List<Future<?>> all = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        Journal journal = journal(w % 2 == 0 ? one : two);
        String mine = "w" + w;
        all.add(
            pool.submit(
                () -> {
                  String task = ask(journal, mine);
                  for (int i = 1; i < each; i++) {
                    journal.add(task, Optional.empty(), new TaskEvent.Said("U0", "no. " + i));
                  }
                }));
      }
      for (Future<?> writer : all) {
        writer.get();
      }
      done.set(true);
      assertThat(seen.get(30, TimeUnit.SECONDS)).hasSize(writers * each).isSorted();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void oneOfTwoProcessesDecidesAtAVersion() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (Store one = store();
        Store two = store()) {
      for (int round = 0; round < 10; round++) {
        String task = ask(journal(one), "k" + round);
        CountDownLatch both = new CountDownLatch(2);
        List<Future<Optional<Entry>>> tries = new ArrayList<>();
        for (Journal journal : List.of(journal(one), journal(two))) {
          tries.add(
              pool.submit(
                  () -> {
                    both.countDown();
                    both.await();
                    return journal.decide(
                        task,
                        now ->
                            now.ending().isPresent()
                                ? Optional.empty()
                                : Optional.of(new TaskEvent.Cancelled("U0")));
                  }));
        }
        int won = 0;
        for (Future<Optional<Entry>> attempt : tries) {
          won += attempt.get().isPresent() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
        assertThat(journal(one).entries(task)).hasSize(2);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aNoticeCarriesTheEntryOfAnotherProcessAndNeverAnOwnOne() throws Exception {
    try (Store one = store();
        Store two = store()) {
      Journal here = journal(one);
      Journal there = journal(two);
      BlockingQueue<Entry> heard = new LinkedBlockingQueue<>();
      here.onAppend(heard::add);
      String own = ask(here, "own");
      assertThat(heard.take().task()).isEqualTo(own);
      if (!one.tells()) {
        ask(there, "theirs");
        assertThat(heard).isEmpty();
        return;
      }
      // The listening connection may come up only now: what is told before that is lost, as it may.
      Optional<Entry> first = Optional.empty();
      for (int i = 0; i < 100 && first.isEmpty(); i++) {
        ask(there, "theirs" + i);
        first = Optional.ofNullable(heard.poll(200, TimeUnit.MILLISECONDS));
      }
      assertThat(first.orElseThrow().task()).isNotEqualTo(own);
      heard.clear();
      ask(here, "own again");
      assertThat(heard.take().event()).isInstanceOf(TaskEvent.Asked.class);
      assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  /** The lease has minutes to go; nobody waits for it, nor for the next look at the queue. */
  @Test
  void aTaskThatIsHandedBackIsHeardOfAndClaimedByAnotherProcess() throws Exception {
    try (Store one = store();
        Store two = store()) {
      Journal here = journal(one);
      Journal there = journal(two);
      BlockingQueue<Entry> heard = new LinkedBlockingQueue<>();
      here.onAppend(heard::add);
      String task = ask(there, "k");
      Optional<Entry> told = Optional.empty();
      // The listening connection may come up only now.
      for (int i = 0; i < 100 && told.isEmpty(); i++) {
        Claim claim = there.claim("there-1", Duration.ofMinutes(10)).orElseThrow();
        assertThat(here.claim("here-1", Duration.ofMinutes(10))).isEmpty();
        heard.clear();
        there.release(claim);
        told =
            one.tells()
                ? Optional.ofNullable(heard.poll(200, TimeUnit.MILLISECONDS))
                : there.entries(task).stream().findFirst();
      }
      assertThat(told.map(Entry::task)).contains(task);
      assertThat(here.claim("here-1", Duration.ofMinutes(10))).map(Claim::task).contains(task);
    }
  }

  @Test
  void aTextWithWhatTheDatabaseCannotHoldIsStillRead() {
    try (Store one = store()) {
      Journal journal = journal(one);
      String text = "a NUL \0, an escaped one \\u0000 and half a pair \ud83d";
      Request request = Request.of(text, "acme/a", 1, "U\0NUL", "C0").make();
      String task = journal.open("k", request).task();
      assertThat(journal.task(task).orElseThrow().request().text())
          .startsWith("a NUL \0, an escaped one \\u0000");
      journal.add(task, Optional.empty(), new TaskEvent.Posted("root", "C0", "1.1"));
      assertThat(journal.lookup().post("C0", "1.1")).contains(task);
      assertThat(journal.tasks().spent(java.time.Instant.EPOCH)).isEmpty();
      assertThat(journal.lookup().lastRepo("U0")).isEmpty();
    }
  }
}
