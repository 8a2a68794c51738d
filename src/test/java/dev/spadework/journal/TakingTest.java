package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Optional;
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

/** Tasks that are taken by many at once, and what their workers write without a look. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(60)
class TakingTest {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final int TASKS = 120;

  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private Store ours;
  private Store theirs;
  private int asked;

  @BeforeEach
  void open() {
    ours = Store.open(database.url(folder));
    theirs = Store.open(database.url(folder));
  }

  @AfterEach
  void close() {
    ours.close();
    theirs.close();
  }

  private static Journal journal(Store store) {
    return new Journal(store, Clock.systemUTC(), Redactor.of(List.of()));
  }

  private String ask(Journal journal) {
    return journal
        .open("k" + asked++, Request.of("do it", "acme/a", 1, "U" + asked % 7, "C0").make())
        .task();
  }

  private static List<Claim> all(Journal journal, String worker) {
    List<Claim> mine = new ArrayList<>();
    Optional<Claim> claim;
    while ((claim = journal.claim(worker, LEASE)).isPresent()) {
      journal.fact(claim.get(), new TaskEvent.Cancelled("U0"));
      mine.add(claim.get());
    }
    return mine;
  }

  @Test
  void everyTaskThatIsLeasedIsHandedToSomebodyAndToOneOnly() throws Exception {
    Journal one = journal(ours);
    Journal two = journal(theirs);
    for (int i = 0; i < TASKS; i++) {
      ask(one);
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<Claim>>> each = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Journal journal = i % 2 == 0 ? one : two;
        String worker = i % 2 == 0 ? "one" : "two";
        each.add(pool.submit(() -> all(journal, worker)));
      }
      List<String> taken = new ArrayList<>();
      for (Future<List<Claim>> mine : each) {
        mine.get(50, TimeUnit.SECONDS).forEach(claim -> taken.add(claim.task()));
      }
      assertThat(taken).hasSize(TASKS).doesNotHaveDuplicates();
    } finally {
      pool.shutdownNow();
    }
    assertThat(one.queue().places()).isEmpty();
    assertThat(new Verification(ours, one).look().problems()).isEmpty();
  }

  @Test
  void aFactFollowsWhatAnotherProcessWroteMeanwhile() {
    Journal worker = journal(ours);
    Journal other = journal(theirs);
    String id = ask(other);
    Claim claim = worker.claim("w", LEASE).orElseThrow();
    Facts facts = worker.facts(claim);
    facts.look();
    other.add(id, Optional.empty(), new TaskEvent.Posted("root", "C0", "1.1"));
    facts.keep(id + "/note", new byte[] {1});
    facts.write(new TaskEvent.BasePinned("main", "c0ffee", "7ree"));
    assertThat(other.entries(id))
        .extracting(entry -> entry.event().getClass().getSimpleName())
        .containsExactly("Asked", "Claimed", "Posted", "BasePinned");
    assertThat(facts.entries()).isEqualTo(other.entries(id));
    assertThat(other.blobs().get(id + "/note")).isPresent();
  }

  @Test
  void whoLostTheClaimWritesNothingEvenWithoutALook() {
    Journal worker = journal(ours);
    Journal other = journal(theirs);
    String id = ask(worker);
    Claim claim = worker.claim("w", LEASE).orElseThrow();
    other.release(claim);
    Claim next = other.claim("v", LEASE).orElseThrow();
    List<String> before = other.entries(id).stream().map(Object::toString).toList();
    assertThatThrownBy(() -> worker.fact(claim, new TaskEvent.Cancelled("U0")))
        .isInstanceOf(ClaimLost.class);
    assertThat(other.entries(id).stream().map(Object::toString)).isEqualTo(before);
    other.fact(next, new TaskEvent.Cancelled("U0"));
    assertThat(other.queue().places()).isEmpty();
  }
}
