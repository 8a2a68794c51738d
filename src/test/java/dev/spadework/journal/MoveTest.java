package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Move;
import dev.spadework.store.Store;
import dev.spadework.store.StoreException;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a database are the database: every task replays there as it does here. */
class MoveTest {
  @TempDir Path folder;

  private static Journal journal(Store store) {
    return new Journal(store, Clock.systemUTC(), Redactor.of(List.of()));
  }

  private static String ask(Journal journal, int number) {
    return journal
        .open("k" + number, Request.of("do " + number, "acme/a", 1, "U" + number, "C0").make())
        .task();
  }

  /** Tasks that wait, run, ended; a blob, a follower, a slot. */
  private static void fill(Journal journal, int tasks) {
    for (int i = 0; i < tasks; i++) {
      String id = ask(journal, i);
      journal.add(id, Optional.empty(), new TaskEvent.Posted("root", "C0", "1." + i));
      journal.blobs().put(id, id + "/output-1", new byte[] {0, 1, (byte) 0xff});
      if (i % 3 == 0) {
        journal.add(id, Optional.empty(), new TaskEvent.Cancelled("U0"));
      }
    }
    journal.claim("w", Duration.ofMinutes(5)).orElseThrow();
    journal.follower("thread").reached(3);
    journal.schedules().claim("digest:C0", "2026-11-22", "p", Duration.ofMinutes(5));
  }

  private static Verification.Report verified(Store store) {
    return new Verification(store, journal(store)).look();
  }

  @Test
  void everythingIsThereAfterwardsAndThere() {
    try (Store file = Store.open(DatabaseKind.SQLITE.url(folder));
        Store server = Store.open(DatabaseKind.POSTGRESQL.url(folder));
        Store back = Store.open(DatabaseKind.SQLITE.url(folder, "back"))) {
      fill(journal(file), 20);
      Map<String, Long> moved = Move.copy(file, server);
      assertThat(moved).containsEntry("blobs", 20L).containsEntry("cursors", 1L);
      assertThat(verified(server)).isEqualTo(verified(file));
      assertThat(verified(server).problems()).isEmpty();
      assertThat(Move.copy(server, back)).isEqualTo(moved);
      assertThat(verified(back)).isEqualTo(verified(file));
      String task = journal(file).tasks().recent(1).get(0).id();
      assertThat(journal(back).entries(task)).isEqualTo(journal(file).entries(task));
      assertThat(journal(back).blobs().get(task + "/output-1"))
          .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(0, 1, 0xff));
      assertThat(journal(server).queue().places()).isEqualTo(journal(file).queue().places());
      // What is appended next comes after what was moved.
      long end = journal(server).follower("thread").end();
      ask(journal(server), 100);
      assertThat(journal(server).follower("thread").end()).isGreaterThan(end);
      assertThat(verified(server).problems()).isEmpty();
    }
  }

  @Test
  void aDatabaseThatHasSomethingIsNotWrittenOver() {
    try (Store file = Store.open(DatabaseKind.SQLITE.url(folder));
        Store server = Store.open(DatabaseKind.POSTGRESQL.url(folder))) {
      fill(journal(file), 3);
      String there = ask(journal(server), 7);
      assertThatThrownBy(() -> Move.copy(file, server))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("not moved: the target has rows in ");
      assertThat(journal(server).tasks().recent(10)).extracting(t -> t.id()).containsExactly(there);
    }
  }

  @Test
  void aBackupUnderLoadIsOneMoment() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(40);
    Path file = folder.resolve("backup.db");
    try (Store store = Store.open(DatabaseKind.SQLITE.url(folder))) {
      Journal journal = journal(store);
      Future<Integer> load =
          pool.submit(
              () -> {
                int number = 0;
                while (!enough.get()) {
                  String id = ask(journal, number++);
                  journal.claim("w", Duration.ofMinutes(5));
                  journal.add(id, Optional.empty(), new TaskEvent.Cancelled("U0"));
                  begun.countDown();
                }
                return number;
              });
      begun.await();
      store.backup(file);
      enough.set(true);
      assertThat(load.get()).isGreaterThanOrEqualTo(40);
      assertThatThrownBy(() -> store.backup(file)).hasMessageContaining("is there already");
    } finally {
      pool.shutdownNow();
    }
    try (Store restored = Store.open("jdbc:sqlite:" + file)) {
      Verification.Report report = verified(restored);
      assertThat(report.problems()).isEmpty();
      assertThat(report.tasks()).isGreaterThanOrEqualTo(40);
      assertThat(journal(restored).tasks().recent(1)).hasSize(1);
    }
  }

  @Test
  void whatDoesNotAgreeWithTheRecordIsNamed() {
    try (Store store = Store.open(DatabaseKind.SQLITE.url(folder))) {
      Journal journal = journal(store);
      String lost = ask(journal, 1);
      String late = ask(journal, 2);
      String twice = ask(journal, 3);
      assertThat(verified(store).problems()).isEmpty();
      journal.add(twice, Optional.empty(), new TaskEvent.Posted("outcome", "C0", "1.1"));
      journal.add(twice, Optional.empty(), new TaskEvent.Posted("outcome", "C0", "1.2"));
      journal.add(late, Optional.empty(), new TaskEvent.Checkpointed("tree", late + "/tree-1"));
      store.write(tx -> tx.update("delete from queue where task_id = ?", lost));
      store.write(
          tx -> tx.update("update queue set ready_at = 9999999999999 where task_id = ?", late));
      store.write(tx -> tx.update("insert into cursors (name, seq) values ('thread', 99)"));
      store.write(
          tx ->
              tx.update(
                  "insert into queue (task_id, priority, since, ready_at) values ('t-0', 0, 0, 0)"));
      assertThat(verified(store).problems())
          .containsExactlyInAnyOrder(
              lost + ": needs a worker, but is not in the queue",
              late + ": is in the queue otherwise than the record says",
              late + ": " + late + "/tree-1 is named, but not kept",
              twice + ": the message outcome was posted twice",
              "t-0: in the queue, but not in the record",
              "the follower thread is ahead of the record");
      journal.rebuildQueue();
      assertThat(verified(store).problems()).noneMatch(problem -> problem.contains("queue"));
    }
  }
}
