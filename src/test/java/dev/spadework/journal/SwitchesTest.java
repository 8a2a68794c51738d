package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.Usage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every process on the database, and what is found by where it was said. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SwitchesTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2026-11-26T10:42:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private Store here;
  private Store there;
  private Journal journal;
  private Journal other;

  @BeforeEach
  void open() {
    here = store();
    there = store();
    journal = new Journal(here, CLOCK, Redactor.of(List.of()));
    other = new Journal(there, CLOCK, Redactor.of(List.of()));
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private Store store() {
    return Store.open(database.url(folder));
  }

  private static Request.Builder request(String by) {
    return Request.of("add CSV export", "acme/billing", 1_000_000, by, "C0ENG");
  }

  @Test
  void aPauseIsSeenByAnotherProcessAndTheFirstOneIsKept() {
    String running = journal.open("a", request("U0ANN").make()).task();
    Claim claim = other.claim("w1", LEASE).orElseThrow();
    journal.open("b", request("U0ANN").make());
    assertThat(journal.queue().switches().pause("U0BOB").by()).isEqualTo("U0BOB");
    assertThat(other.queue().switches().pause("U0ANN").by()).isEqualTo("U0BOB");
    assertThat(other.claim("w1", LEASE)).isEmpty();
    assertThat(other.renew(claim, LEASE)).isTrue();
    assertThat(other.fact(claim, new TaskEvent.BasePinned("main", "c", "t")).id())
        .isEqualTo(running);
    assertThat(other.queue().switches().resume()).contains(new Switches.Paused("U0BOB", NOW));
    assertThat(journal.queue().switches().paused()).isEmpty();
    assertThat(journal.claim("w2", LEASE)).isPresent();
  }

  @Test
  void aThreadsNewestTaskIsFoundWhoeverBeganTheThread() {
    String first = journal.open("a", request("U0ANN").make()).task();
    journal.add(first, Optional.empty(), new TaskEvent.Posted("root", "C0ENG", "1.1"));
    assertThat(journal.lookup().thread("C0ENG", "1.1")).contains(first);
    String again =
        journal.open("b", request("U0BOB").thread(Optional.of("1.1")).retryOf(first).make()).task();
    assertThat(journal.lookup().thread("C0ENG", "1.1")).contains(again);
    assertThat(journal.lookup().thread("C0OTHER", "1.1")).isEmpty();
    assertThat(journal.lookup().thread("C0ENG", "2.2")).isEmpty();
    assertThat(journal.lookup().retries(first)).containsExactly(again);
    assertThat(journal.lookup().lastRepo("U0BOB")).contains("acme/billing");
    assertThat(journal.lookup().lastRepo("U0CEM")).isEmpty();
  }

  @Test
  void spendIsSummedByPersonAndRepository() {
    for (String by : List.of("U0ANN", "U0ANN", "U0BOB")) {
      String id = journal.open("ask:" + by + System.nanoTime(), request(by).make()).task();
      journal.add(
          id,
          Optional.empty(),
          new TaskEvent.ModelReplied(
              TaskEvent.Purpose.PLAN, "m", "", List.of(), Usage.NONE, 500, "STOP", "{}", 1));
    }
    assertThat(journal.tasks().spent(NOW))
        .containsExactly(
            new Tasks.Spent("U0ANN", "acme/billing", 2, 1000),
            new Tasks.Spent("U0BOB", "acme/billing", 1, 500));
    assertThat(journal.tasks().spent(NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void aRequestThatWaitsForAChoiceIsKeptOnceAndNotForEver() {
    Pending pending = journal.tasks().pending();
    pending.put("k", "first", NOW);
    pending.put("k", "second", NOW);
    assertThat(other.tasks().pending().get("k")).contains("first");
    pending.put("l", "later", NOW.plus(Duration.ofDays(31)));
    assertThat(pending.get("k")).isEmpty();
  }
}
