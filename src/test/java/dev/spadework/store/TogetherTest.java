package dev.spadework.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that share a commit. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(60)
class TogetherTest {
  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<Thread> writers = new ArrayList<>();
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(database.url(folder));
  }

  @AfterEach
  void close() {
    go.countDown();
    threads.shutdownNow();
    store.close();
  }

  /** They wait while one is at work, and so are committed together. */
  private List<Future<Integer>> behindOne(List<Function<Tx, Integer>> works) throws Exception {
    List<Future<Integer>> all = new ArrayList<>();
    all.add(
        threads.submit(
            () ->
                store.write(
                    tx -> {
                      begun.countDown();
                      return awaits(go) ? insert(tx, "first") : 0;
                    })));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    for (Function<Tx, Integer> work : works) {
      CountDownLatch known = new CountDownLatch(1);
      all.add(
          threads.submit(
              () -> {
                writers.add(Thread.currentThread());
                known.countDown();
                return store.write(work);
              }));
      assertThat(known.await(20, TimeUnit.SECONDS)).isTrue();
      Thread writer = writers.get(writers.size() - 1);
      while (writer.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    go.countDown();
    return all;
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int insert(Tx tx, String name) {
    return tx.update("insert into cursors (name, seq) values (?, 1)", name);
  }

  private static int insertLater(Tx tx, String name) {
    tx.later("insert into cursors (name, seq) values (?, 1)", name);
    return 1;
  }

  private static int count(Tx tx) {
    return tx.first("select count(*) as n from cursors", row -> (int) row.number("n"))
        .orElseThrow();
  }

  private List<String> names() {
    return store.read(
        tx -> tx.list("select name from cursors order by name", row -> row.text("name")));
  }

  @Test
  void eachSeesWhatTheOnesBeforeItDid() throws Exception {
    List<Future<Integer>> all =
        behindOne(
            List.of(
                tx -> insert(tx, "a") + count(tx),
                tx -> insertLater(tx, "b") + count(tx),
                TogetherTest::count));
    assertThat(all.get(1).get()).isEqualTo(1 + 2);
    assertThat(all.get(2).get()).isEqualTo(1 + 3);
    assertThat(all.get(3).get()).isEqualTo(3);
  }

  @Test
  void oneThatThrowsIsUndoneAlone() throws Exception {
    List<Future<Integer>> all =
        behindOne(
            List.of(
                tx -> insert(tx, "a"),
                tx -> {
                  insert(tx, "half");
                  throw new IllegalArgumentException("no");
                },
                tx -> insert(tx, "a"),
                tx -> insertLater(tx, "first"),
                tx -> {
                  insertLater(tx, "unsent");
                  throw new IllegalArgumentException("no, before anything was sent");
                },
                tx -> tx.update("insert into nowhere values (1)"),
                tx -> insertLater(tx, "z")));
    assertThat(all.get(1).get()).isEqualTo(1);
    assertThatThrownBy(() -> all.get(2).get()).hasMessageEndingWith("IllegalArgumentException: no");
    assertThatThrownBy(() -> all.get(3).get()).hasCauseInstanceOf(DuplicateKey.class);
    assertThatThrownBy(() -> all.get(4).get()).hasCauseInstanceOf(DuplicateKey.class);
    assertThatThrownBy(() -> all.get(5).get()).hasMessageContaining("before anything was sent");
    assertThatThrownBy(() -> all.get(6).get()).hasCauseInstanceOf(StoreException.class);
    assertThat(all.get(7).get()).isEqualTo(1);
    assertThat(names()).containsExactly("a", "first", "z");
  }

  @Test
  void whatBreaksTheProcessUndoesAllThatShareTheCommitAndEachIsTold() throws Exception {
    List<Future<Integer>> all =
        behindOne(
            List.of(
                tx -> insert(tx, "a"),
                tx -> {
                  throw new AssertionError("broken");
                }));
    assertThatThrownBy(() -> all.get(1).get()).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> all.get(2).get()).isInstanceOf(ExecutionException.class);
    assertThat(names()).containsExactly("first");
    store.write(tx -> insert(tx, "next"));
    assertThat(names()).containsExactly("first", "next");
  }

  @Test
  void anInterruptWaitsUntilTheWriteIsDone() throws Exception {
    List<Future<Integer>> all = behindOne(List.of());
    assertThat(all.get(0).get()).isEqualTo(1);
    Thread.currentThread().interrupt();
    store.write(tx -> insert(tx, "a"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(names()).containsExactly("a", "first");
  }

  @Test
  void whatIsWrittenLightlyIsSeenAtOnceAndStaysWhenTheProcessGoes() {
    store.lightly(tx -> insert(tx, "light"));
    assertThat(names()).containsExactly("light");
    store.write(tx -> insert(tx, "lasting"));
    store.close();
    open();
    assertThat(names()).containsExactly("lasting", "light");
  }
}
