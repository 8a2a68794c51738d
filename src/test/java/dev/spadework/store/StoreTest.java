package dev.spadework.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(60)
class StoreTest {
  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(url());
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    store.close();
  }

  private String url() {
    return database.url(folder);
  }

  private static int insert(Tx tx, String name, long seq) {
    return tx.update("insert into cursors (name, seq) values (?, ?)", name, seq);
  }

  private long count(Store from) {
    return from.read(
        tx -> tx.first("select count(*) as n from cursors", row -> row.number("n")).orElseThrow());
  }

  @Test
  void writersInManyThreadsAllGetThrough() throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      int number = thread;
      writers.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 25; i++) {
                  String name = number + "-" + i;
                  store.write(tx -> insert(tx, name, 1));
                }
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    assertThat(count(store)).isEqualTo(200);
  }

  @Test
  void aReadThatBecomesAWriteLosesNoUpdateAlsoBetweenTwoProcesses() throws Exception {
    store.write(tx -> insert(tx, "counter", 0));
    try (Store other = Store.open(url())) {
      List<Future<?>> writers = new ArrayList<>();
      for (Store each : List.of(store, other, store, other)) {
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    each.write(
                        tx -> {
                          long now =
                              tx.first(
                                      "select seq from cursors where name = 'counter'",
                                      row -> row.number("seq"))
                                  .orElseThrow();
                          return tx.update("update cursors set seq = ?", now + 1);
                        });
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    long sum =
        store.read(
            tx -> tx.first("select seq from cursors", row -> row.number("seq")).orElseThrow());
    assertThat(sum).isEqualTo(80);
  }

  @Test
  void everythingIsUndoneWhenTheWorkThrows() {
    assertThatThrownBy(
            () ->
                store.write(
                    tx -> {
                      insert(tx, "half", 1);
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no");
    assertThat(count(store)).isZero();
    store.write(tx -> insert(tx, "whole", 1));
    assertThat(count(store)).isEqualTo(1);
  }

  @Test
  void aSecondRowWithTheSameKeyIsADuplicateAndUndoesTheRest() {
    store.write(tx -> insert(tx, "one", 1));
    assertThatThrownBy(
            () ->
                store.write(
                    tx -> {
                      insert(tx, "two", 1);
                      return insert(tx, "one", 2);
                    }))
        .isInstanceOf(DuplicateKey.class);
    assertThat(count(store)).isEqualTo(1);
  }

  @Test
  void whatTheDatabaseRefusesOtherwiseIsNoDuplicate() {
    assertThatThrownBy(() -> store.write(tx -> tx.update("insert into nowhere values (1)")))
        .isInstanceOf(StoreException.class)
        .isNotInstanceOf(DuplicateKey.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aTransactionInsideATransactionIsRefusedInsteadOfHanging() {
    assertThatThrownBy(() -> store.write(tx -> store.write(inner -> insert(inner, "x", 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hand the Tx on");
    assertThat(count(store)).isZero();
  }

  @Test
  void aReadDoesNotWaitForAWriterAndSeesWhatWasBefore() throws Exception {
    store.write(tx -> insert(tx, "before", 1));
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    Future<Boolean> writer =
        threads.submit(
            () ->
                store.write(
                    tx -> {
                      insert(tx, "during", 1);
                      written.countDown();
                      return awaited(read);
                    }));
    assertThat(awaited(written)).isTrue();
    assertThat(count(store)).isEqualTo(1);
    read.countDown();
    assertThat(writer.get()).isTrue();
    assertThat(count(store)).isEqualTo(2);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void aReadIsOneSnapshot() throws Exception {
    long[] counts =
        store.read(
            tx -> {
              long first = tx.list("select 1 as one from cursors", row -> row.number("one")).size();
              store.write(other -> insert(other, "meanwhile", 1));
              long second =
                  tx.list("select 1 as one from cursors", row -> row.number("one")).size();
              return new long[] {first, second};
            });
    assertThat(counts).containsExactly(0, 0);
    assertThat(count(store)).isEqualTo(1);
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    store.write(tx -> insert(tx, "kept", 42));
    store.close();
    open();
    long seq =
        store.read(
            tx -> tx.first("select seq from cursors", row -> row.number("seq")).orElseThrow());
    assertThat(seq).isEqualTo(42);
  }

  @Test
  void aDatabaseOfALaterReleaseIsRefusedAndNotTouched() {
    store.write(tx -> tx.update("insert into schema_version (version) values (999)"));
    store.close();
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageMatching(
            "the database has schema 999, this release knows \\d+: start the release that wrote it,"
                + " or a later one");
  }

  @Test
  void anotherKindOfDatabaseIsNamedAndItsPasswordIsNot() {
    assertThatThrownBy(() -> Store.open("jdbc:mysql://root:hunter2@db/x"))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "DATABASE_URL must begin with jdbc:sqlite: or jdbc:postgresql:, found jdbc:mysql:");
    assertThatThrownBy(() -> Store.open("spadework.db"))
        .hasMessage("DATABASE_URL must begin with jdbc:sqlite: or jdbc:postgresql:, found none");
  }

  @Test
  void aFileThatIsNoDatabaseIsSaidInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "no database ".repeat(200));
    assertThatThrownBy(() -> Store.open("jdbc:sqlite:" + file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("notes.txt cannot be opened: ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void afterClosingEveryReadAndWriteIsRefusedAndNoneHangs() throws Exception {
    store.close();
    Future<Long> late = threads.submit(() -> count(store));
    assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.write(tx -> insert(tx, "late", 1)))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void aNullIsAnEmptyOptionalAndATextThatMustBeThereIsMissed() {
    String sql = "select null as missing";
    Optional<String> nothing =
        store.read(tx -> tx.first(sql, row -> row.maybe("missing")).orElseThrow());
    assertThat(nothing).isEmpty();
    assertThatThrownBy(() -> store.read(tx -> tx.first(sql, row -> row.text("missing"))))
        .hasMessageContaining("column missing is null");
  }
}
